// `npm run generate`: writes the code that is generated from proto/ anew.
import { ensureInstalled } from '../lib/install.mjs';
import { inRoot } from '../lib/paths.mjs';
import { runInherit } from '../lib/process.mjs';

/** @param {readonly string[]} args */
export async function run(args) {
  await ensureInstalled();
  return await runInherit(process.execPath, [inRoot('scripts', 'generate.mjs'), ...args]);
}
