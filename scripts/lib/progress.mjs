// Progress lines. They go to stderr, so that a command's own answer can be piped.

/** How often a long step shows that it is alive. */
const STILL_MS = 15_000;

/** @param {number} ms @returns {string} seconds with one decimal, such as `3.4 s` */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** @param {string} text one whole line */
export function say(text) {
  process.stderr.write(`spanloom: ${text}\n`);
}

/**
 * Runs one step, saying what is being done and how long it took.
 * @template T
 * @param {string} title what is being done, such as `Installing dependencies`
 * @param {() => Promise<T>} work
 * @param {{ talks?: boolean }} [options] talks: the work prints its own progress
 * @returns {Promise<T>}
 */
export async function step(title, work, options = {}) {
  const started = performance.now();
  say(`${title} ...`);
  const still = setInterval(() => {
    if (options.talks !== true) say(`${title}: still at it after ${seconds(performance.now() - started)}`);
  }, STILL_MS);
  try {
    const result = await work();
    say(`${title}: done in ${seconds(performance.now() - started)}`);
    return result;
  } catch (error) {
    say(`${title}: failed after ${seconds(performance.now() - started)}`);
    throw error;
  } finally {
    clearInterval(still);
  }
}
