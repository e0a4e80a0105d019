// Cursors of search: where a page ended, as of which commit, and for which question. Opaque to clients.
import { createHash } from 'node:crypto';
import { type SearchParameters, z } from '@spanloom/api-schema';
import { err, ok, parseSpanId, parseTraceId, type Result } from '@spanloom/otlp-model';
import type { PagePosition, SpanPosition } from '../storage/trace-store.ts';

export interface Cursor<P> {
  readonly watermark: number;
  readonly after: P;
}

/** How the place where a page ended is written: its sort value, then its ids. Lists of different things differ in length. */
export interface PlaceForm<P> {
  readonly write: (after: P) => readonly string[];
  readonly read: (value: bigint, ids: readonly string[]) => P | undefined;
}

export const TRACE_PLACE: PlaceForm<PagePosition> = {
  write: ({ value, traceId }) => [value.toString(), traceId],
  read: (value, [trace = '', ...rest]) => {
    const traceId = parseTraceId(trace);
    return traceId.ok && rest.length === 0 ? { value, traceId: traceId.value } : undefined;
  },
};

export const SPAN_PLACE: PlaceForm<SpanPosition> = {
  write: ({ value, traceId, spanId, contentHash }) => [value.toString(), traceId, spanId, contentHash],
  read: (value, [trace = '', span = '', contentHash = '', ...rest]) => {
    const traceId = parseTraceId(trace);
    const spanId = parseSpanId(span);
    const good = traceId.ok && spanId.ok && /^[0-9a-f]+$/.test(contentHash) && rest.length === 0;
    return good ? { value, traceId: traceId.value, spanId: spanId.value, contentHash } : undefined;
  },
};

const cursorJson = z.strictObject({
  v: z.literal(1),
  /** Watermark. */
  w: z.int().min(0),
  /** Sort value and ids of the last one of the page. */
  p: z.tuple([z.string().regex(/^\d{1,20}$/)], z.string()),
  /** Hash of the question: a cursor answers only the question it came from. */
  q: z.string(),
});

export function encodeCursor<P>(cursor: Cursor<P>, parameters: SearchParameters, form: PlaceForm<P>): string {
  const json = { v: 1, w: cursor.watermark, p: form.write(cursor.after), q: questionHash(parameters) };
  return Buffer.from(JSON.stringify(json)).toString('base64url');
}

/** The error is a sentence for the user. */
export function decodeCursor<P>(
  text: string,
  parameters: SearchParameters,
  form: PlaceForm<P>,
): Result<Cursor<P>, string> {
  const parsed = cursorJson.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  const [value = '', ...ids] = parsed.success ? parsed.data.p : [];
  const after = parsed.success ? form.read(BigInt(value), ids) : undefined;
  if (!parsed.success || after === undefined) {
    return err('this is no cursor of ours; leave it out to start from the first page');
  }
  if (parsed.data.q !== questionHash(parameters)) {
    return err('this cursor belongs to another search; leave it out to start from the first page');
  }
  return ok({ watermark: parsed.data.w, after });
}

/** Everything that decides which traces come in which order; the page size may change between pages. */
function questionHash(parameters: SearchParameters): string {
  const question = Object.entries(parameters)
    .filter(([name, value]) => name !== 'cursor' && name !== 'limit' && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 16);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON, hence not one of our cursors: the schema says so to the caller.
    return undefined;
  }
}
