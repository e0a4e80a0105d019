// Bundles the entry files of the server into dist/, with everything but the native SQLite module inside.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Fonts and the like, which the drawing thread reads from beside its file. */
const drawingAssets = {
  name: 'drawing-assets',
  generateBundle() {
    const { resolve } = createRequire(import.meta.url);
    const files = JSON.parse(readFileSync(here('src/drawing/assets.json'), 'utf8'));
    for (const [name, from] of Object.entries(files)) {
      this.emitFile({ type: 'asset', fileName: `drawing-assets/${name}`, source: readFileSync(resolve(from)) });
    }
  },
};

/**
 * Two places of jsdom that look for files when it runs: one for requests that block, of which there are none here, and the
 * kinds of CSS rules by their names.
 */
const jsdomInOneFile = {
  name: 'jsdom-in-one-file',
  transform: {
    filter: {
      id: /jsdom[/\\]lib[/\\]jsdom[/\\]living[/\\](?:xhr[/\\]XMLHttpRequest-impl|css[/\\]utils[/\\]cssom)\.js$/,
    },
    handler(code, id) {
      if (id.endsWith('XMLHttpRequest-impl.js')) {
        return replaced(code, 'require.resolve("./xhr-sync-worker.js")', 'undefined');
      }
      const rules = readdirSync(join(dirname(id), '../../../../generated/idl')).filter((name) =>
        /^CSS\w*Rule\.js$/.test(name),
      );
      const getters = rules.map(
        (name) => `get ${name.slice(0, -3)}() { return require("../../../../generated/idl/${name}"); }`,
      );
      const dynamic = 'require(`../../../../generated/idl/${syntax.definition.cssom}.js`)';
      return replaced(code, dynamic, `({ ${getters.join(', ')} })[syntax.definition.cssom]`);
    },
  },
};

function replaced(code, text, by) {
  if (!code.includes(text)) throw new Error(`jsdom has changed: it no longer says ${text}`);
  return code.replace(text, () => by);
}

export default {
  cwd: here('.'),
  input: {
    main: here('src/main.ts'),
    'ingest-worker': here('src/ingest-worker.ts'),
    'reader-worker': here('src/reader-worker.ts'),
    'demo-worker': here('src/demo-worker.ts'),
    'drawing-worker': here('src/drawing-worker.ts'),
    'shares-worker': here('src/shares-worker.ts'),
  },
  platform: 'node',
  external: ['better-sqlite3'],
  plugins: [drawingAssets, jsdomInOneFile],
  output: {
    dir: here('dist'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    sourcemap: true,
    cleanDir: true,
  },
};
