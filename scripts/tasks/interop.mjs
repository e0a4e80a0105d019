// `npm run interop`: the OpenTelemetry SDKs of other languages against the built server. See apps/server/interop/README.md.
import { runServerScript } from '../lib/app.mjs';

/** @param {readonly string[]} args */
export const run = (args) => runServerScript('interop/main.ts', args);
