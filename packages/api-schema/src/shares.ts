// Shares: a diagram as it was, kept apart from the traces and opened by a link; or one of a window that is drawn anew. Management under /api/v1/shares; the links
// themselves are pages (/s/TOKEN, /embed/TOKEN, /live/TOKEN.svg) and need no token of the server.
import { DRAWN_KINDS } from './diagrams.ts';
import { z } from './jitless.ts';
import { nanos } from './primitives.ts';

export type SharedKind = (typeof DRAWN_KINDS)[number];

/** What a link can be followed by, each another form of the same. */
export const SHARE_FORMATS = ['svg', 'png', 'mmd', 'html', 'json'] as const;
export type ShareFormat = (typeof SHARE_FORMATS)[number];

const kind = z.enum(DRAWN_KINDS);

/** POST /api/v1/shares */
export const shareRequest = z.strictObject({
  kind,
  /** The query string that `GET /api/v1/diagrams/KIND.svg` takes: `start=1&end=2&theme=dark&redact=services`. */
  query: z.string().max(16_384),
  title: z.string().trim().min(1).max(200),
  /** Days until the link answers 410; absent: it does not expire. */
  days: z.int().min(1).max(3650).optional(),
  /**
   * Seconds. With it the link is of a living picture, `/live/TOKEN.svg`: a diagram of the last so many seconds, drawn anew at most
   * once a minute. The query then has neither start nor end.
   */
  window: z.int().min(60).max(31_536_000).optional(),
});
export type ShareRequestBody = z.infer<typeof shareRequest>;

export const share = z.object({
  id: z.int(),
  kind,
  title: z.string(),
  createdAt: nanos,
  /** Not there: it does not expire. */
  expiresAt: nanos.optional(),
  /** What was drawn, as it was asked for. */
  query: z.string(),
  /** Of a living picture: seconds. */
  window: z.int().optional(),
});
export type Share = z.infer<typeof share>;

/** What can be told only once: the server keeps token and key as hashes. */
export const sharedResponse = share.extend({
  token: z.string(),
  /** With it, whoever has the link can delete it: `DELETE /s/TOKEN` with the header `Delete-Key`. */
  deleteKey: z.string(),
  /** `/s/TOKEN`, or `/live/TOKEN.svg` of a living picture. */
  path: z.string(),
  /** The whole address, when the server knows its public one. */
  url: z.string().optional(),
});
export type SharedResponse = z.infer<typeof sharedResponse>;

/** GET /api/v1/shares: those whose links open, newest first. */
export const sharesResponse = z.object({ shares: z.array(share) });
export type SharesResponse = z.infer<typeof sharesResponse>;

/** DELETE /api/v1/shares */
export const deleteShareParameters = z.object({
  id: z.coerce.number().int().min(1).describe('Id of the share.'),
});

export const shareDeletedResponse = z.object({ id: z.int() });
export type ShareDeletedResponse = z.infer<typeof shareDeletedResponse>;
