// What a link opens: /s/TOKEN, its files, /embed/TOKEN and /live/TOKEN.svg. The token in the address is all that is asked for.
import { SHARE_FORMATS, type ShareFormat } from '@spanloom/api-schema';
import { type Context, Hono } from 'hono';
import type { AskShares, StoredShare } from '../../threads/messages.ts';
import { addressOf } from '../client-address.ts';
import { CONTENT_TYPES, disposition, FILE_POLICY } from '../diagram-file.ts';
import { etagOf, hasAlready } from '../entity-tag.ts';
import { errorResponse, failureResponse } from '../errors.ts';
import { createGuessLimit, type GuessLimit } from '../guess-limit.ts';
import { noticePage, noticeStyle } from './notice-page.ts';
import { pagePolicy } from './page-frame.ts';
import { createLivingPictures, LIVING_SECONDS, type LivingDependencies } from './living-picture.ts';
import { createSharePngs } from './share-png.ts';
import { looksLikeSecret, secretHash } from './share-secrets.ts';
import {
  drawnOf,
  embeddedPage,
  embeddedStyle,
  redactions,
  sharedFooter,
  sharedPage,
  sharedStyle,
  type SharedView,
} from './shared-page.ts';
import { type SharedWords, sharedWords } from './shared-words.ts';
import { standalonePage } from './standalone-page.ts';

export interface LinkDependencies extends LivingDependencies {
  /** Of this program. */
  readonly version: string;
  readonly askShares: AskShares;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  readonly publicUrl: string | undefined;
  /** Origins whose pages may frame /embed/TOKEN. */
  readonly embedOrigins: readonly string[];
}

/** A link is for those who have it, and says nothing of itself to the sites that it leads to. */
const PRIVATE = { 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-cache' };
/** A README elsewhere shows the picture by a plain <img>. */
const ANYWHERE = { 'Cross-Origin-Resource-Policy': 'cross-origin' };

export function createShareLinks(dependencies: LinkDependencies): Hono {
  const { askShares, now, clock, embedOrigins } = dependencies;
  const limit = createGuessLimit(clock);
  const living = createLivingPictures(dependencies);
  const pngOf = createSharePngs(dependencies);
  const links = new Hono();

  links.get('/s/:file', async (c) => {
    const { token, format } = splitFile(c.req.param('file'));
    const opened = await open(c, token, limit, dependencies);
    if ('refusal' in opened) return opened.refusal;
    const { share } = opened;
    if (share.window !== undefined) return unknown(c);
    if (format === 'mmd' && share.content.text === '') return unknown(c);
    if (format !== undefined) return fileOf(c, share, format, { pngOf, version: dependencies.version });
    return page(c, viewOf(c, share, token, dependencies), {
      style: sharedStyle(share),
      make: sharedPage,
      ancestors: "'none'",
    });
  });

  links.get('/embed/:token', async (c) => {
    const token = c.req.param('token');
    const opened = await open(c, token, limit, dependencies);
    if ('refusal' in opened) return opened.refusal;
    const { share } = opened;
    if (share.window !== undefined) return unknown(c);
    const ancestors = embedOrigins.length === 0 ? "'none'" : embedOrigins.join(' ');
    const view = viewOf(c, share, token, dependencies);
    return page(c, view, { style: embeddedStyle(share), make: embeddedPage, ancestors }, ANYWHERE);
  });

  links.get('/live/:file', async (c) => {
    const { token, format } = splitFile(c.req.param('file'));
    const opened = await open(c, token, limit, dependencies);
    if ('refusal' in opened) return opened.refusal;
    if (opened.share.window === undefined || format !== 'svg') return unknown(c);
    const svg = await living(opened.share);
    if (!svg.ok) return failureResponse(svg.error);
    const etag = etagOf([svg.value]);
    const headers = {
      ...PRIVATE,
      ...ANYWHERE,
      ETag: etag,
      'Cache-Control': `max-age=${LIVING_SECONDS}`,
      'Content-Type': CONTENT_TYPES.svg,
      'Content-Security-Policy': FILE_POLICY,
    };
    return hasAlready(c, etag) ? new Response(null, { status: 304, headers }) : new Response(svg.value, { headers });
  });

  // Whoever has the delete key may end the share, without the token of the server.
  for (const path of ['/s/:file', '/live/:file'] as const) {
    links.delete(path, async (c) => {
      const { token } = splitFile(c.req.param('file'));
      const opened = await open(c, token, limit, dependencies);
      if ('refusal' in opened) return opened.refusal;
      const key = c.req.header('delete-key') ?? '';
      const secrets = { tokenHash: secretHash(token), deleteKeyHash: secretHash(key) };
      const ended = await askShares({ kind: 'end-by-key', ...secrets, now: now() });
      if (!ended.ok) return failureResponse(ended.error);
      if (ended.value) return c.json({ id: opened.share.id }, 200, PRIVATE);
      const refused = limit.wrong(addressOf(c), `${token} ${key}`);
      if (refused.kind === 'wait') return waiting(c, refused.seconds);
      return errorResponse(403, {
        code: 'wrong_key',
        message: 'The header Delete-Key does not have the key of this share.',
      });
    });
  }
  return links;
}

function splitFile(file: string): { readonly token: string; readonly format: ShareFormat | undefined } {
  const format = SHARE_FORMATS.find((ending) => file.endsWith(`.${ending}`));
  return { token: format === undefined ? file : file.slice(0, -format.length - 1), format };
}

type Opened = { readonly share: StoredShare } | { readonly refusal: Response };

/**
 * Looked up before guesses are counted: behind a proxy all come from one address, and whoever guesses there must not close the
 * links of the others. Only a link that there is not is ever refused.
 */
async function open(c: Context, token: string, limit: GuessLimit, dependencies: LinkDependencies): Promise<Opened> {
  const found = looksLikeSecret(token)
    ? await dependencies.askShares({ kind: 'find', tokenHash: secretHash(token), now: dependencies.now() })
    : undefined;
  if (found?.ok === false) return { refusal: failureResponse(found.error) };
  switch (found?.value.kind) {
    case 'open':
      return { share: found.value.share };
    case 'ended':
      return { refusal: await ended(c) };
    default: {
      const refused = limit.wrong(addressOf(c), token);
      return { refusal: await (refused.kind === 'wait' ? waiting(c, refused.seconds) : unknown(c)) };
    }
  }
}

function viewOf(c: Context, share: StoredShare, token: string, { publicUrl }: LinkDependencies): SharedView {
  const path = `/s/${token}`;
  return { share, words: sharedWords(c.req.header('accept-language')), path, publicUrl };
}

interface PageKind {
  readonly style: string;
  readonly make: (view: SharedView, style: string) => ReturnType<typeof sharedPage>;
  readonly ancestors: string;
}

async function page(
  c: Context,
  view: SharedView,
  { style, make, ancestors }: PageKind,
  more: Record<string, string> = {},
): Promise<Response> {
  const body = String(await make(view, style));
  const etag = etagOf([body, ancestors]);
  const headers = {
    ...PRIVATE,
    ...more,
    ETag: etag,
    'Content-Security-Policy': pagePolicy(style, { images: "'self' data:", ancestors }),
    Vary: 'Accept-Language',
  };
  return hasAlready(c, etag) ? new Response(null, { status: 304, headers }) : c.html(body, 200, headers);
}

async function fileOf(
  c: Context,
  share: StoredShare,
  format: ShareFormat,
  { pngOf, version }: { readonly pngOf: ReturnType<typeof createSharePngs>; readonly version: string },
): Promise<Response> {
  const words = sharedWords(c.req.header('accept-language'));
  // What is shared never changes: its number says what it is. What is made around it may, with another version.
  const etag = etagOf([
    version,
    String(share.id),
    String(share.createdAt),
    format,
    format === 'html' ? words.lang : '',
  ]);
  const headers = {
    ...PRIVATE,
    ...ANYWHERE,
    ETag: etag,
    'Content-Type': format === 'json' ? 'application/json' : CONTENT_TYPES[format],
    'Content-Disposition': disposition(`${share.kind}.${format}`, format),
    ...(format === 'html' ? { Vary: 'Accept-Language' } : {}),
    'Content-Security-Policy': FILE_POLICY,
  };
  if (hasAlready(c, etag)) return new Response(null, { status: 304, headers });
  switch (format) {
    case 'svg':
      return new Response(share.content.svg, { headers });
    case 'mmd':
      return new Response(share.content.text, { headers });
    case 'html':
      return new Response(await standaloneOf(share, words), { headers });
    case 'json':
      return new Response(JSON.stringify(documentOf(share)), { headers });
    case 'png': {
      const drawn = await pngOf(share);
      return 'png' in drawn ? new Response(new Uint8Array(drawn.png), { headers }) : drawn.refused();
    }
  }
}

function standaloneOf(share: StoredShare, words: SharedWords): Promise<string> {
  return standalonePage({ words, ...drawnOf(share), footer: sharedFooter(share, words) });
}

/** All of what is kept but the pictures. Filters would name what was replaced. */
function documentOf(share: StoredShare): object {
  const { kind, title, theme, createdAt, expiresAt, version, query, content } = share;
  const redacted = redactions(share);
  return {
    kind,
    title,
    theme,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt).toISOString(),
    window: { startTimeUnixNano: content.start, endTimeUnixNano: content.end },
    source: redacted.length === 0 ? query : undefined,
    redacted,
    generator: `Spanloom ${version}`,
    mermaid: content.text === '' ? undefined : content.text,
    picture: JSON.parse(content.picture) as unknown,
  };
}

function ended(c: Context): Promise<Response> {
  const words = sharedWords(c.req.header('accept-language'));
  return refuse(c, { status: 410, code: 'gone', title: words.endedTitle, message: words.ended });
}

function unknown(c: Context): Promise<Response> {
  const words = sharedWords(c.req.header('accept-language'));
  return refuse(c, { status: 404, code: 'not_found', title: words.unknownTitle, message: words.unknown });
}

function waiting(c: Context, seconds: number): Promise<Response> {
  const words = sharedWords(c.req.header('accept-language'));
  const headers = { 'Retry-After': String(seconds) };
  return refuse(c, {
    status: 429,
    code: 'too_many_attempts',
    title: words.waitTitle,
    message: words.wait(seconds),
    headers,
  });
}

interface Refusal {
  readonly status: 404 | 410 | 429;
  readonly code: string;
  readonly title: string;
  readonly message: string;
  readonly headers?: Record<string, string>;
}

/** A page for who opens the link, JSON for programs and for pictures. */
async function refuse(c: Context, { status, code, title, message, headers = {} }: Refusal): Promise<Response> {
  const fresh = { ...PRIVATE, ...headers, 'Cache-Control': 'no-store', Vary: 'Accept, Accept-Language' };
  if (c.req.header('accept')?.includes('text/html') !== true) {
    return errorResponse(status, { code, message: `${title}. ${message}` }, fresh);
  }
  const { lang } = sharedWords(c.req.header('accept-language'));
  const style = noticeStyle();
  const policy = pagePolicy(style, { images: 'data:', ancestors: "'none'" });
  return c.html(await noticePage({ lang, title, message, style }), status, {
    ...fresh,
    'Content-Security-Policy': policy,
  });
}
