// npm, run as a script by Node itself: `npm` is a .cmd file on Windows, which cannot be started without a shell.
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { UserError } from './errors.mjs';
import { isNewEnough } from './node-version.mjs';
import { runCaptured } from './process.mjs';

/** The Node that was there first, which npm came with. */
export const ORIGINAL_NODE = 'SPANLOOM_ORIGINAL_NODE';

const NETWORK_ERRORS =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|EHOSTUNREACH|ERR_PNPM_META_FETCH_FAIL|network|getaddrinfo|dns error|error sending request/i;

/**
 * @param {string} output what npm or pnpm printed
 * @returns whether it looks like there is no way to the registry
 */
export const looksOffline = (output) => NETWORK_ERRORS.test(output);

/** What to do without a network; the end of every message about it. */
export const OFFLINE_HELP =
  'The npm registry cannot be reached. Check the network, or the proxy settings of npm (npm config get registry, https-proxy), and run the same command again.';

/** @returns {string} the path of npm-cli.js; throws a UserError when there is no npm */
function findNpmCli() {
  const node = process.env[ORIGINAL_NODE] ?? process.execPath;
  const candidates = [
    process.env['npm_execpath'],
    join(dirname(node), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(node), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(process.env['PATH'] ?? '')
      .split(delimiter)
      .flatMap((folder) => [
        resolveLink(join(folder, 'npm')),
        join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
      ]),
  ];
  const found = candidates.find((path) => path !== undefined && /npm-cli\.[cm]?js$/.test(path) && existsSync(path));
  if (found !== undefined) return found;
  throw new UserError(
    'npm was not found. Install Node.js with npm (https://nodejs.org), then run the same command again.',
  );
}

/** @param {string} path @returns {string | undefined} */
function resolveLink(path) {
  return existsSync(path) ? realpathSync(path) : undefined;
}

/**
 * Installs one package from npm into a folder of its own.
 * @param {string} folder
 * @param {string} spec such as `pnpm@12.21.0`
 * @param {{ scripts?: boolean }} [options] scripts: whether the package may run its install script
 * @returns {Promise<void>} rejects with a UserError that says why
 */
export async function npmInstall(folder, spec, options = {}) {
  mkdirSync(folder, { recursive: true });
  // Without a package.json of its own npm might choose a folder further up.
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const original = process.env[ORIGINAL_NODE];
  const node = original ?? process.execPath;
  const result = await runCaptured(
    node,
    [
      // A company's own certificate authority is one of the system's; older Nodes do not know the flag.
      ...(original === undefined && isNewEnough(process.versions.node) ? ['--use-system-ca'] : []),
      findNpmCli(),
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      '--fetch-retries=1',
      ...(options.scripts === true ? [] : ['--ignore-scripts']),
      spec,
    ],
    { cwd: folder },
  );
  if (result.code === 0) return;
  const output = `${result.stdout}${result.stderr}`.trim();
  throw new UserError(
    looksOffline(output)
      ? `${spec} could not be downloaded. ${OFFLINE_HELP}`
      : `npm could not install ${spec} (exit code ${result.code}):\n${output}`,
  );
}
