// `npm run soak -- NAME [flags]`: tests that go on for as long as one likes, and for longer than a test run may take.
import { runServerScript } from '../lib/app.mjs';

/** @param {readonly string[]} args */
export const run = (args) => runServerScript('soak/main.ts', args);
