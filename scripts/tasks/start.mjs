// `npm start -- FLAGS`: installs and builds what is missing, then serves in the foreground.
import { runApp } from '../lib/app.mjs';

/** @param {readonly string[]} args */
export const run = (args) => runApp(['serve', ...args]);
