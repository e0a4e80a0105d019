// Dependencies: `pnpm install` from the lock file, skipped while nothing it depends on has changed.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './errors.mjs';
import { hashOf } from './hash.mjs';
import { withLock } from './lock.mjs';
import { looksOffline, npmInstall, OFFLINE_HELP } from './npm.mjs';
import { inRoot, root, toolsDir } from './paths.mjs';
import { step } from './progress.mjs';
import { runCaptured } from './process.mjs';
import { workspaceFolders } from './workspace.mjs';

const PNPM_VERSION = '12.21.0';

const PNPM_FLAGS = [
  '--frozen-lockfile',
  '--reporter=append-only',
  '--config.confirmModulesPurge=false',
  // Its own patience without a network is more than ten minutes.
  '--config.fetchRetries=2',
  '--config.fetchRetryMintimeout=300',
  '--config.fetchRetryMaxtimeout=1000',
];

// Inside node_modules: whoever deletes that folder deletes the stamp with it.
const stampFile = inRoot('node_modules', '.spanloom-install');

/** Installs what package.json and the lock file ask for, if that is not there yet. Rejects with a UserError. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withLock(async () => {
    if (isInstalled()) return;
    const pnpm = await ensurePnpm();
    await step('Installing dependencies (half a minute the first time)', () => install(pnpm));
  });
}

/** @returns {string} */
function wantedStamp() {
  const manifests = workspaceFolders().map((folder) => join(folder, 'package.json'));
  return hashOf(['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests], {
    extra: [PNPM_VERSION, process.version, process.platform, process.arch],
  });
}

function isInstalled() {
  return (
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === wantedStamp() &&
    workspaceFolders().every((folder) => existsSync(inRoot(folder, 'node_modules')))
  );
}

/** @returns {Promise<string>} the path of pnpm's script */
async function ensurePnpm() {
  const folder = join(toolsDir, `pnpm-${PNPM_VERSION}`);
  const script = join(folder, 'node_modules', 'pnpm', 'bin', 'pnpm.mjs');
  const done = join(folder, 'installed');
  if (!existsSync(done) || !existsSync(script)) {
    await step(`Installing pnpm ${PNPM_VERSION}`, async () => {
      rmSync(folder, { recursive: true, force: true });
      await npmInstall(folder, `pnpm@${PNPM_VERSION}`, { scripts: true });
      writeFileSync(done, '');
    });
  }
  return script;
}

/** @param {string} pnpm */
async function install(pnpm) {
  rmSync(stampFile, { force: true });
  const result = await runCaptured(process.execPath, [pnpm, 'install', ...PNPM_FLAGS], { cwd: root });
  const output = `${result.stdout}${result.stderr}`.trim();
  if (result.code !== 0) {
    throw new UserError(
      looksOffline(output)
        ? `Dependencies could not be downloaded. ${OFFLINE_HELP}`
        : `pnpm install failed (exit code ${result.code}):\n${output}`,
    );
  }
  writeFileSync(stampFile, wantedStamp());
}
