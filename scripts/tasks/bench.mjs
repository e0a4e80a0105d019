// `npm run bench -- [--spans N]`: measures ingest and queries of the built server; JSON on stdout.
import { runServerScript } from '../lib/app.mjs';

/** @param {readonly string[]} args */
export const run = (args) => runServerScript('bench/main.ts', args);
