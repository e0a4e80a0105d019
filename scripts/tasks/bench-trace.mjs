// `npm run bench:trace -- [--out FOLDER] [--runs N] [--spans N] [--seconds N]`: how fast a large trace is on screen and how
// smoothly it scrolls. Prints JSON; the DevTools traces stay in the folder.
import { runBrowserBench } from '../lib/bench.mjs';

/** @param {readonly string[]} args */
export const run = (args) => runBrowserBench('trace-bench.ts', args);
