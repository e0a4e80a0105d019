// Cursors of search: where a page ended, as of which commit, and for which question. Opaque to clients.
import { createHash } from 'node:crypto';
import { type SearchParameters, z } from '@spanloom/api-schema';
import { err, ok, parseTraceId, type Result } from '@spanloom/otlp-model';
import type { PagePosition } from '../storage/trace-store.ts';

export interface Cursor {
  readonly watermark: number;
  readonly after: PagePosition;
}

const cursorJson = z.strictObject({
  v: z.literal(1),
  /** Watermark. */
  w: z.int().min(0),
  /** Sort value and trace id of the last trace of the page. */
  p: z.tuple([z.string().regex(/^\d{1,20}$/), z.string()]),
  /** Hash of the question: a cursor answers only the question it came from. */
  q: z.string(),
});

export function encodeCursor(cursor: Cursor, parameters: SearchParameters): string {
  const json: z.infer<typeof cursorJson> = {
    v: 1,
    w: cursor.watermark,
    p: [cursor.after.value.toString(), cursor.after.traceId],
    q: questionHash(parameters),
  };
  return Buffer.from(JSON.stringify(json)).toString('base64url');
}

/** The error is a sentence for the user. */
export function decodeCursor(text: string, parameters: SearchParameters): Result<Cursor, string> {
  const json = parseJson(Buffer.from(text, 'base64url').toString('utf8'));
  const parsed = cursorJson.safeParse(json);
  const traceId = parsed.success ? parseTraceId(parsed.data.p[1]) : undefined;
  if (!parsed.success || traceId === undefined || !traceId.ok) {
    return err('this is no cursor of ours; leave it out to start from the first page');
  }
  if (parsed.data.q !== questionHash(parameters)) {
    return err('this cursor belongs to another search; leave it out to start from the first page');
  }
  return ok({ watermark: parsed.data.w, after: { value: BigInt(parsed.data.p[0]), traceId: traceId.value } });
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
