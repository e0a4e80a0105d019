// Mermaid alone on an empty page, as it comes from npm: without the app, but under the headers that are given.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join, normalize } from 'node:path';

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>Mermaid</title><link rel="icon" href="data:,"><div id="stage"></div>';
const DIST = join(dirname(createRequire(import.meta.resolve('../../apps/web/package.json')).resolve('mermaid')));

/** What a page imports. */
export const MERMAID_MODULE = '/mermaid.esm.min.mjs';

/** As much of it as is used here. */
export interface MermaidModule {
  readonly default: {
    initialize(config: object): void;
    render(id: string, text: string, stage: Element): Promise<{ readonly svg: string }>;
  };
}

export interface BareMermaid {
  readonly origin: string;
  close(): Promise<void>;
}

export async function serveBareMermaid(headers: Readonly<Record<string, string>>): Promise<BareMermaid> {
  const server = createServer(({ url = '/' }, response) => {
    const path = normalize(new URL(url, 'http://page').pathname);
    if (path === '/') {
      response.writeHead(200, { ...headers, 'content-type': 'text/html' }).end(PAGE);
      return;
    }
    readFile(join(DIST, path)).then(
      (code) => response.writeHead(200, { ...headers, 'content-type': 'text/javascript' }).end(code),
      (error: unknown) => response.writeHead(404, headers).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
