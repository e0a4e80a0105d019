// Serves the built web app: hashed assets for ever, index.html for every page of the app. Only files found by walking the
// folder are ever served, so that no path can lead out of it.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { errorResponse } from './errors.ts';
import { contentSecurityPolicy } from './security-headers.ts';

export interface WebFiles {
  /** Answers a GET for `path`, by its Accept and If-None-Match headers. */
  answer(path: string, accept: string, ifNoneMatch: string | undefined): Promise<Response>;
}

interface WebFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly sha256: Buffer;
}

const PAGE = '/index.html';
/** What draws edited text: the page puts it into a frame that may load nothing. */
const FRAME_SCRIPT = '/edited-picture.js';

/** Serves `folder`, which is read when it is first asked for and may be missing until then. */
export function createWebFiles(folder: string): WebFiles {
  let paths: Promise<ReadonlySet<string>> | undefined;
  const loaded = new Map<string, Promise<WebFile>>();

  function listing(): Promise<ReadonlySet<string>> {
    paths ??= listFiles(folder).catch((error: unknown) => {
      paths = undefined;
      if (isMissing(error)) return new Set<string>();
      throw error;
    });
    return paths;
  }

  function fileAt(path: string): Promise<WebFile> {
    let file = loaded.get(path);
    if (file === undefined) {
      file = loadFile(join(folder, path));
      loaded.set(path, file);
      file.catch(() => loaded.delete(path));
    }
    return file;
  }

  async function answerFile(path: string, ifNoneMatch: string | undefined): Promise<Response> {
    const { body, sha256 } = await fileAt(path);
    const etag = `"${sha256.toString('base64url').slice(0, 22)}"`;
    const headers = {
      ETag: etag,
      'Cache-Control': cacheControl(path),
      ...(path === PAGE && { 'Content-Security-Policy': await policyOfPage() }),
    };
    if (ifNoneMatch?.split(/\s*,\s*/).includes(etag) === true) return new Response(null, { status: 304, headers });
    return new Response(body, { headers: { ...headers, 'Content-Type': contentType(path) } });
  }

  /** A frame has the policy of its page too. */
  async function policyOfPage(): Promise<string> {
    const script = (await listing()).has(FRAME_SCRIPT) ? await fileAt(FRAME_SCRIPT) : undefined;
    return contentSecurityPolicy("'none'", script && `sha256-${script.sha256.toString('base64')}`);
  }

  return {
    async answer(path, accept, ifNoneMatch) {
      const files = await listing();
      const decoded = decodePath(path);
      if (decoded !== undefined && files.has(decoded)) return answerFile(decoded, ifNoneMatch);
      const isPage =
        path === '/' || accept.includes('text/html') || (acceptsAnything(accept) && looksLikePage(decoded));
      if (isPage && files.has(PAGE)) return answerFile(PAGE, ifNoneMatch);
      if (isPage) return notBuilt();
      return errorResponse(404, { code: 'not_found', message: `There is nothing at ${path}.` });
    },
  };
}

/** Whoever says nothing of what they want, such as curl. A browser says text/html when it opens a page. */
function acceptsAnything(accept: string): boolean {
  return accept.trim() === '' || /(?:\*|text)\/\*/.test(accept);
}

/** No file that is missing: a page that runs an old script, or asks for an old asset, must hear that it is gone. */
function looksLikePage(path: string | undefined): boolean {
  return path !== undefined && extname(path) === '' && !/^\/assets(?:\/|$)/.test(path);
}

/** Paths below the folder, with `/` and a leading slash. */
async function listFiles(folder: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/'))
      .map((path) => (path.startsWith('/') ? path : `/${path}`)),
  );
}

async function loadFile(file: string): Promise<WebFile> {
  const body = new Uint8Array(await readFile(file));
  return { body, sha256: createHash('sha256').update(body).digest() };
}

/** The bundler puts a content hash into the names below /assets. */
function cacheControl(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json',
};

function contentType(path: string): string {
  return CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    // A lone % is no path of ours; the caller answers 404.
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function notBuilt(): Response {
  const text =
    'The web app is not built, so there is nothing to show here. `npm start` builds it. The API under /api/v1 works.\n';
  return new Response(text, { status: 503, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
