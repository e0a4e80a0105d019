// The built app: the browser's part by Vite, the server's by Rolldown; each skipped while its sources are unchanged.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './errors.mjs';
import { hashOf } from './hash.mjs';
import { withLock } from './lock.mjs';
import { inRoot, stampsDir } from './paths.mjs';
import { step } from './progress.mjs';
import { runCaptured } from './process.mjs';
import { toolScript } from './tool-script.mjs';
import { workspaceFolders } from './workspace.mjs';

const SHARED_SOURCES = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'tsconfig.base.json'];
const TEST_FILES = /\.test\.tsx?$/;

/**
 * @typedef {{
 *   readonly name: string, readonly folder: string, readonly product: string,
 *   readonly command: (out: string) => readonly string[]
 * }} App
 */

/** @type {readonly App[]} */
const APPS = [
  {
    name: 'the browser app',
    folder: 'apps/web',
    product: 'index.html',
    command: (out) => [toolScript('vite', 'apps/web'), 'build', '--logLevel', 'warn', '--emptyOutDir', '--outDir', out],
  },
  {
    name: 'the server',
    folder: 'apps/server',
    product: 'main.js',
    command: (out) => [toolScript('rolldown'), '--config', 'rolldown.config.mjs', '--dir', out],
  },
];

/** Builds what is not built from the present sources. Rejects with a UserError that carries the tool's own output. */
export async function ensureBuilt() {
  if (APPS.every((app) => isBuilt(app))) return;
  await withLock(async () => {
    const missing = APPS.filter((app) => !isBuilt(app));
    if (missing.length === 0) return;
    await step(`Building ${missing.map((app) => app.name).join(' and ')}`, async () => {
      // Both come to their end before the lock is given back, also when one of them fails.
      const results = await Promise.allSettled(missing.map(build));
      for (const result of results) if (result.status === 'rejected') throw result.reason;
    });
  });
}

/** @param {App} app */
const stampFile = (app) => join(stampsDir, `build-${app.folder.replaceAll('/', '-')}`);

/** @param {App} app */
function wantedStamp(app) {
  const packages = workspaceFolders().filter((folder) => folder.startsWith('packages'));
  return hashOf([...SHARED_SOURCES, app.folder, ...packages], {
    extra: [process.version, process.platform, process.arch],
    skip: TEST_FILES,
  });
}

/** @param {App} app */
function isBuilt(app) {
  const file = stampFile(app);
  return (
    existsSync(inRoot(app.folder, 'dist', app.product)) &&
    existsSync(file) &&
    readFileSync(file, 'utf8') === wantedStamp(app)
  );
}

/**
 * Builds beside the old result and then takes its place, so that a failed build leaves nothing half done.
 * @param {App} app
 */
async function build(app) {
  const stamp = wantedStamp(app);
  const dist = inRoot(app.folder, 'dist');
  const fresh = join(stampsDir, `${app.folder.replaceAll('/', '-')}.new`);
  rmSync(fresh, { recursive: true, force: true });
  rmSync(stampFile(app), { force: true });
  try {
    const result = await runCaptured(process.execPath, app.command(fresh), {
      cwd: inRoot(app.folder),
      env: { NODE_ENV: 'production' },
    });
    if (result.code !== 0) {
      throw new UserError(`Building ${app.name} failed:\n${`${result.stdout}${result.stderr}`.trim()}`);
    }
    if (!existsSync(join(fresh, app.product))) {
      throw new UserError(`Building ${app.name} made no ${app.product}:\n${`${result.stdout}${result.stderr}`.trim()}`);
    }
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  writeFileSync(stampFile(app), stamp);
}
