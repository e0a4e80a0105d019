// `npm run bench:diagrams -- [--against CHECKOUT] [--out FOLDER] [--runs N] [--patience MINUTES] [--seconds N] [--services N] [--only PART] [--kind KIND]`: first render,
// ticks and panning of diagrams and of the service map, in turn with those of another checkout that is built. Prints JSON; the DevTools
// traces stay in the folder.
import { runBrowserBench } from '../lib/bench.mjs';

/** @param {readonly string[]} args */
export const run = (args) => runBrowserBench('diagrams-bench.ts', args);
