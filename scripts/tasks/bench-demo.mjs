// `npm run bench:demo -- [--runs N]`: how soon data of the demo is on screen. Prints JSON.
import { runBrowserBench } from '../lib/bench.mjs';

/** @param {readonly string[]} args */
export const run = (args) => runBrowserBench('demo-bench.ts', args);
