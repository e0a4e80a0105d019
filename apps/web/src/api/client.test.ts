// Answers of the API: plain, in lines, refused, broken off, cancelled, not understood.
import { z } from '@spanloom/api-schema';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, changeJson, getJson, getWithProgress, type Progress } from './client.ts';

const schema = z.object({ n: z.number() });
const never = new AbortController().signal;

function answer(body: string | ReadableStream<Uint8Array>, init?: ResponseInit): void {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, init)));
}

function pieces(...texts: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
}

const ndjson = { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } };

async function failureOf(work: Promise<unknown>): Promise<ApiError['failure']> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error(`expected an ApiError, got ${String(error)}`);
  return error.failure;
}

afterEach(() => vi.unstubAllGlobals());

describe('getJson', () => {
  it('asks with repeated keys for lists and leaves out what is undefined', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (url: string) => {
      asked.push(url);
      return Promise.resolve(Response.json({ n: 1 }));
    });
    const parameters = { a: undefined, b: ['x=1', 'y&z'], c: [], limit: 5 };
    expect(await getJson('search', parameters, schema, never)).toEqual({ n: 1 });
    expect(asked).toEqual(['/api/v1/search?b=x%3D1&b=y%26z&limit=5']);
  });

  it('hands on the words of a refusal', async () => {
    const body = { error: { code: 'bad_request', message: 'the window starts after its end' } };
    answer(JSON.stringify(body), { status: 400 });
    expect(await failureOf(getJson('search', {}, schema, never))).toMatchObject({
      kind: 'refused',
      status: 400,
      code: 'bad_request',
      message: 'the window starts after its end',
    });
  });

  it('takes a dead connection, and a proxy that says so, for an unreachable server', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await failureOf(getJson('status', {}, schema, never))).toMatchObject({ kind: 'unreachable' });
    answer('<html>Bad Gateway</html>', { status: 502 });
    expect(await failureOf(getJson('status', {}, schema, never))).toMatchObject({ kind: 'unreachable' });
  });

  it('takes anything else for not understood', async () => {
    answer('<html></html>');
    expect(await failureOf(getJson('status', {}, schema, never))).toMatchObject({ kind: 'not-understood' });
    answer('{"n":"text"}');
    expect(await failureOf(getJson('status', {}, schema, never))).toMatchObject({ kind: 'not-understood' });
    answer('<html></html>', { status: 404 });
    expect(await failureOf(getJson('status', {}, schema, never))).toMatchObject({ kind: 'not-understood' });
  });

  it('rejects with the reason of the signal, not with a failure of the server', async () => {
    const controller = new AbortController();
    vi.stubGlobal('fetch', () => {
      controller.abort();
      return Promise.reject(controller.signal.reason);
    });
    await expect(getJson('status', {}, schema, controller.signal)).rejects.toBe(controller.signal.reason);
  });
});

describe('getWithProgress', () => {
  it('reports progress and returns the result, however the lines are cut', async () => {
    answer(
      pieces('{"progress":0.2', '5,"matched":3}\n{"prog', 'ress":1,"matched":9}\n{"result":{"n"', ':7}}\n'),
      ndjson,
    );
    const told: Progress[] = [];
    expect(await getWithProgress('search', {}, schema, never, (progress) => told.push(progress))).toEqual({ n: 7 });
    expect(told).toEqual([
      { share: 0.25, matched: 3 },
      { share: 1, matched: 9 },
    ]);
  });

  it('takes a last line without its end', async () => {
    answer(pieces('{"result":{"n":7}}'), ndjson);
    expect(await getWithProgress('search', {}, schema, never, () => undefined)).toEqual({ n: 7 });
  });

  it('takes plain JSON as well', async () => {
    answer('{"n":7}', { headers: { 'content-type': 'application/json' } });
    expect(await getWithProgress('search', {}, schema, never, () => undefined)).toEqual({ n: 7 });
  });

  it('fails by an error line, and by an answer that breaks off', async () => {
    answer(pieces('{"progress":0.5}\n{"error":{"code":"cursor_expired","message":"Run the query again."}}\n'), ndjson);
    expect(await failureOf(getWithProgress('search', {}, schema, never, () => undefined))).toMatchObject({
      kind: 'refused',
      code: 'cursor_expired',
      message: 'Run the query again.',
    });
    answer(pieces('{"progress":0.5}\n'), ndjson);
    expect(await failureOf(getWithProgress('search', {}, schema, never, () => undefined))).toMatchObject({
      kind: 'unreachable',
    });
  });
});

describe('changeJson', () => {
  it('sends the method, and names it in failures', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      asked.push(`${init.method} ${url}`);
      return Promise.resolve(new Response('{"error":{"code":"not_found","message":"no such"}}', { status: 404 }));
    });
    const failure = await failureOf(changeJson('DELETE', 'services', { service: 'a b' }, schema));
    expect(asked).toEqual(['DELETE /api/v1/services?service=a+b']);
    expect(failure).toMatchObject({ kind: 'refused', message: 'no such', detail: `${asked[0]}: 404 not_found` });
  });
});
