// `npm run check`: everything that can be said about the code without running it.
import { UserError } from '../lib/errors.mjs';
import { ensureInstalled } from '../lib/install.mjs';
import { runChecks } from '../lib/run-checks.mjs';
import { exitCodeOf } from '../lib/tally.mjs';

/**
 * @param {readonly string[]} args nothing, or `--only NAME` for one check
 * @returns {Promise<number>}
 */
export async function run(args) {
  const [flag, name] = args;
  if (flag !== undefined && (flag !== '--only' || name === undefined)) {
    throw new UserError('npm run check takes nothing, or -- --only "NAME OF A CHECK".', { exitCode: 2 });
  }
  await ensureInstalled();
  const tally = await runChecks(name);
  if (tally.passed + tally.failed === 0) throw new UserError(`There is no check named "${name}".`, { exitCode: 2 });
  return exitCodeOf(tally);
}
