// Ends the launcher when the npm that started it is gone. npm hands SIGTERM to the shell between us, and some shells
// (dash) die of it without handing it on: the server would stay behind and keep its ports.
import { ORIGINAL_NODE } from './npm.mjs';

const LOOK_EVERY_MS = 100;

/** Sends this process SIGTERM once its parent has gone; does nothing when nobody but a person's shell is the parent. */
export function endWithParent() {
  const startedByUs = process.env[ORIGINAL_NODE] !== undefined;
  if (process.platform === 'win32' || (process.env['npm_lifecycle_event'] === undefined && !startedByUs)) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  timer.unref();
}
