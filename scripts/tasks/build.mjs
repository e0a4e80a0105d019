// `npm run build`: installs and builds what is missing; `npm pack` calls it first.
import { prepareApp } from '../lib/app.mjs';

/** @returns {Promise<number>} */
export async function run() {
  await prepareApp();
  return 0;
}
