// The launcher: `node scripts/run.mjs TASK [arguments]`. Runs on any Node >= 20 without a dependency; each task is one
// file in scripts/tasks with a `run(args)` that gives the exit code.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UserError } from './lib/errors.mjs';
import { ensureNode } from './lib/node-runtime.mjs';
import { endWithParent } from './lib/parent-watch.mjs';
import { say } from './lib/progress.mjs';

const [task = '', ...args] = process.argv.slice(2);

endWithParent();
try {
  process.exitCode = await launch();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  say(error.message);
  process.exitCode = error.exitCode;
}

/** @returns {Promise<number>} the exit code */
async function launch() {
  const folder = new URL('./tasks/', import.meta.url);
  const file = new URL(`${task}.mjs`, folder);
  if (!/^[a-z][a-z-]*$/.test(task) || !existsSync(file)) {
    const tasks = readdirSync(folder).map((name) => name.replace(/\.mjs$/, ''));
    throw new UserError(`There is no task "${task}". Tasks: ${tasks.join(', ')}.`, { exitCode: 2 });
  }
  const elsewhere = await ensureNode(fileURLToPath(import.meta.url), [task, ...args]);
  if (elsewhere !== undefined) return elsewhere;
  const { run } = await import(file.href);
  return await run(args);
}
