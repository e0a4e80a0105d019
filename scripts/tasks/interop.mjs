// `npm run interop`: the OpenTelemetry SDKs of other languages against the built server. See apps/server/interop/README.md.
import { prepareApp } from '../lib/app.mjs';
import { inRoot } from '../lib/paths.mjs';
import { runInherit } from '../lib/process.mjs';

export async function run() {
  await prepareApp();
  // Node up to 22.17 takes away types only when it is told to.
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  return await runInherit(process.execPath, [...flags, inRoot('apps', 'server', 'interop', 'main.ts')]);
}
