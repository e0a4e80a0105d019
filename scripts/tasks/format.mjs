// `npm run format`: puts every file into the house's format.
import { ensureInstalled } from '../lib/install.mjs';
import { root } from '../lib/paths.mjs';
import { runInherit } from '../lib/process.mjs';
import { toolScript } from '../lib/tool-script.mjs';

/** @param {readonly string[]} args files or folders; everything when there are none */
export async function run(args) {
  await ensureInstalled();
  const paths = args.length === 0 ? ['.'] : args;
  return await runInherit(process.execPath, [toolScript('@biomejs/biome'), 'format', '--write', ...paths], {
    cwd: root,
  });
}
