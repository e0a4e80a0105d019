// Where things lie, relative to the root of the checkout.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Tools the launcher installs for itself (Node, pnpm, a browser). Safe to delete: they come again when needed. */
export const toolsDir = join(root, '.spanloom-tools');

/** What was installed and built from which sources. Safe to delete: it is done once more. */
export const stampsDir = join(root, '.stamps');

/**
 * @param {...string} parts
 * @returns an absolute path inside the checkout
 */
export const inRoot = (...parts) => join(root, ...parts);
