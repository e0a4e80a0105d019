// Query answers as HTTP: one JSON document, or NDJSON lines with progress.
import type { StreamLine } from '@spanloom/api-schema';
import type { Context } from 'hono';
import { ok, type Result } from '@spanloom/otlp-model';
import type { JsonPieces, QueryPort } from '../query/queries.ts';
import type { Query, QueryFailure } from '../threads/messages.ts';
import { failureResponse } from './errors.ts';

const NDJSON = 'application/x-ndjson';
const encoder = new TextEncoder();

/** Runs a query whose answer is needed here, as a value. The client's disconnect cancels it. */
export function queryValue<T>(c: Context, queries: QueryPort, query: Query): Promise<Result<T, QueryFailure>> {
  return valueOf(queries, query, cancelOnDisconnect(c).signal);
}

/** The same for nobody in particular. */
export async function valueOf<T>(
  queries: QueryPort,
  query: Query,
  abort: AbortSignal,
): Promise<Result<T, QueryFailure>> {
  const answer = await queries.run(query, { abort });
  if (!answer.ok) return answer;
  let text = '';
  for await (const piece of answer.value) text += piece;
  // Written by a use case of ours from the same type.
  return ok(JSON.parse(text) as T);
}

/** Runs a query and answers with its JSON. The client's disconnect cancels it. */
export async function answerJson(c: Context, queries: QueryPort, query: Query): Promise<Response> {
  const cancel = cancelOnDisconnect(c);
  const answer = await queries.run(query, { abort: cancel.signal });
  if (!answer.ok) return failureResponse(answer.error);
  const pieces = answer.value[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      cancel.abort();
      await pieces.return?.();
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' } });
}

/** As answerJson, but in lines with progress when the client accepts NDJSON. */
export async function answerWithProgress(c: Context, queries: QueryPort, query: Query): Promise<Response> {
  if (c.req.header('accept')?.includes(NDJSON) !== true) return answerJson(c, queries, query);
  const cancel = cancelOnDisconnect(c);
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (line: string): void => {
        if (!cancel.signal.aborted) controller.enqueue(encoder.encode(`${line}\n`));
      };
      const onProgress = (share: number, matched: number): void =>
        write(JSON.stringify({ progress: share, matched } satisfies StreamLine<never>));
      write(await resultLine(() => queries.run(query, { abort: cancel.signal, onProgress })));
      if (!cancel.signal.aborted) controller.close();
    },
    cancel() {
      cancel.abort();
    },
  });
  return new Response(body, { headers: { 'Content-Type': NDJSON, 'Cache-Control': 'no-store' } });
}

async function resultLine(run: () => Promise<Result<JsonPieces, QueryFailure>>): Promise<string> {
  let text = '';
  try {
    const answer = await run();
    if (!answer.ok) return errorLine(answer.error);
    for await (const piece of answer.value) text += piece;
  } catch (error) {
    // The status line is out long ago: the last line is where the client looks. Readers log what happened themselves.
    return errorLine({ code: 'internal', message: error instanceof Error ? error.message : String(error) });
  }
  return `{"result":${text}}`;
}

function errorLine({ code, message }: QueryFailure): string {
  return JSON.stringify({ error: { code, message } } satisfies StreamLine<never>);
}

function cancelOnDisconnect(c: Context): AbortController {
  const cancel = new AbortController();
  const { signal } = c.req.raw;
  if (signal.aborted) cancel.abort();
  else signal.addEventListener('abort', () => cancel.abort(), { once: true });
  return cancel;
}
