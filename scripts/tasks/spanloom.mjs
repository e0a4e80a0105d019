// `npm run spanloom -- COMMAND`: the command line, from this checkout.
import { runApp } from '../lib/app.mjs';

/** @param {readonly string[]} args */
export const run = (args) => runApp(args);
