// `npm run soak -- NAME [flags]`: tests that go on for as long as one likes, and for longer than a test run may take.
import { prepareApp } from '../lib/app.mjs';
import { inRoot } from '../lib/paths.mjs';
import { runInherit } from '../lib/process.mjs';

/** @param {readonly string[]} args */
export async function run(args) {
  await prepareApp();
  // Node up to 22.17 takes away types only when it is told to.
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  return await runInherit(process.execPath, [...flags, inRoot('apps', 'server', 'soak', 'main.ts'), ...args]);
}
