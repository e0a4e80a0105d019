// The script of the sandboxed frame in which edited text is drawn: all of Mermaid, our lines and frame.js as one file, which the page puts
// into the frame as it is. The server allows it by its hash; a frame without an origin could load no file of ours.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import type { Plugin } from 'vite';

const FILE = 'edited-picture.js';

export function editedPicture(): Plugin {
  return {
    name: 'edited-picture',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: FILE, source: await frameScript() });
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${FILE}`, (_, response, next) => {
        frameScript().then((script) => response.setHeader('Content-Type', 'text/javascript').end(script), next);
      });
    },
  };
}

async function frameScript(): Promise<string> {
  const mermaid = readFileSync(createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js'), 'utf8');
  const frame = readFileSync(new URL('frame.js', import.meta.url), 'utf8');
  const script = [mermaid, await linesScript(), frame].join('\n');
  // What would end the script element, or make it another text than the one that was hashed.
  if (/<\/?script|[\0\r\ufeff]/i.test(script)) throw new Error(`${FILE} cannot stand in a script element`);
  return script;
}

/** `lines.layLines`, as pages and the server have it. */
async function linesScript(): Promise<string> {
  const bundle = await rolldown({ input: fileURLToPath(new URL('lines.ts', import.meta.url)) });
  const { output } = await bundle.generate({ format: 'iife', name: 'lines', minify: true });
  await bundle.close();
  return output[0].code;
}
