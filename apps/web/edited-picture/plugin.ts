// The script of the sandboxed frame in which edited text is drawn: all of Mermaid and frame.js as one file, which the page puts
// into the frame as it is. The server allows it by its hash; a frame without an origin could load no file of ours.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const FILE = 'edited-picture.js';

export function editedPicture(): Plugin {
  return {
    name: 'edited-picture',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: FILE, source: frameScript() });
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${FILE}`, (_, response) => {
        response.setHeader('Content-Type', 'text/javascript').end(frameScript());
      });
    },
  };
}

function frameScript(): string {
  const mermaid = createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js');
  const script = [mermaid, new URL('frame.js', import.meta.url)].map((file) => readFileSync(file, 'utf8')).join('\n');
  // What would end the script element, or make it another text than the one that was hashed.
  if (/<\/?script|[\0\r\ufeff]/i.test(script)) throw new Error(`${FILE} cannot stand in a script element`);
  return script;
}
