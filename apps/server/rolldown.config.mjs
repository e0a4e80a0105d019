// Bundles the entry files of the server into dist/, with everything but the native SQLite module inside.
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default {
  cwd: here('.'),
  input: {
    main: here('src/main.ts'),
    'ingest-worker': here('src/ingest-worker.ts'),
    'reader-worker': here('src/reader-worker.ts'),
    'demo-worker': here('src/demo-worker.ts'),
  },
  platform: 'node',
  external: ['better-sqlite3'],
  output: {
    dir: here('dist'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    sourcemap: true,
    cleanDir: true,
  },
};
