// The demo against a real socket and a clock that the test moves.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isError, type ResourceSpans, type Span, type UnixNano, unixNano } from '@spanloom/otlp-model';
import { decodeExportRequest, encodeExportResponse } from '@spanloom/otlp-model/protobuf';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { startDemo } from './demo-sender.ts';
import { createOtlpSender } from './otlp-sender.ts';

const BEGUN = 1_790_000_000_000_000_000n;
const SECOND = 1_000_000_000n;
const MINUTES = 3;
const HISTORY = BigInt(MINUTES * 60) * SECOND;
/** Requests that the history takes. */
const CHUNKS = MINUTES * 6;
/** No host's clock is off by more. */
const SKEW = SECOND;

interface Received {
  readonly contentType: string | undefined;
  readonly resourceSpans: readonly ResourceSpans[];
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A receiver of OTLP; `refuse` answers in its place when it returns true. */
async function receiver(refuse: (index: number, response: ServerResponse) => boolean = () => false) {
  const received: Received[] = [];
  let requests = 0;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (refuse(requests++, response)) return;
      const decoded = decodeExportRequest(body);
      if (!decoded.ok) throw new Error(decoded.error.message);
      received.push({ contentType: request.headers['content-type'], resourceSpans: decoded.value.resourceSpans });
      response.end(encodeExportResponse({ rejected: 0, errorMessage: '' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces` };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * A clock that pausing moves on, and that stands still after `lastPause` long pauses until the demo is stopped. The short
 * ones between requests of the history are not counted.
 */
function clock(lastPause: number) {
  const pauses: number[] = [];
  let nanos = BEGUN;
  let reached = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    reached = resolve;
  });
  return {
    pauses,
    done,
    now: (): UnixNano => {
      const time = unixNano(nanos);
      if (!time.ok) throw new Error(time.error);
      return time.value;
    },
    jump: (seconds: number): void => {
      nanos += BigInt(seconds) * SECOND;
    },
    pause: async (ms: number, signal: AbortSignal): Promise<void> => {
      nanos += BigInt(ms) * 1_000_000n;
      if (ms < 100) return;
      pauses.push(ms);
      if (pauses.length < lastPause) return;
      reached();
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    },
  };
}

function spansOf(requests: readonly Received[]): Span[] {
  return requests.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
  );
}

/** Stretches of five seconds in which no span starts, as seconds after BEGUN. */
function secondsWithout(requests: readonly Received[], from: bigint, to: bigint): number[] {
  const starts = spansOf(requests).map(({ start }) => start);
  const step = 5n * SECOND;
  const empty: number[] = [];
  for (let at = from; at + step <= to; at += step) {
    if (!starts.some((start) => start >= at && start < at + step)) empty.push(Number((at - BEGUN) / SECOND));
  }
  return empty;
}

const logger = pino({ level: 'silent' });

/** Playing minutes of the shop costs seconds, many of them on a busy machine. */
const PATIENT_MS = 180_000;

describe('the demo', () => {
  it(
    'sends its history newest first, then what leaves its service as time goes on, also late',
    async () => {
      const { received, url } = await receiver();
      const time = clock(361);
      const sent: number[] = [];
      const states: string[] = [];
      const demo = startDemo({
        sender: createOtlpSender({ url, pause: time.pause }),
        now: time.now,
        pause: time.pause,
        logger,
        historySeconds: MINUTES * 60,
        onSent: (spans) => sent.push(spans),
        onState: (state) => states.push(`${state} after ${sent.length}`),
      });
      await time.done;
      await demo.stop();

      const spans = spansOf(received);
      expect(received.every(({ contentType }) => contentType === 'application/x-protobuf')).toBe(true);
      expect(sent.reduce((sum, count) => sum + count, 0)).toBe(spans.length);
      expect(states).toEqual([`running after ${CHUNKS}`]);
      expect(spans.some(isError)).toBe(true);

      const history = spansOf(received.slice(0, CHUNKS));
      expect(history.every((span) => span.start >= BEGUN - HISTORY - SKEW && span.start < BEGUN + SKEW)).toBe(true);
      const perMinute = Array.from({ length: MINUTES }, (_, minute) => {
        const from = BEGUN - BigInt(MINUTES - minute) * 60n * SECOND;
        return history.filter((span) => span.start >= from && span.start < from + 60n * SECOND).length;
      });
      expect(Math.min(...perMinute)).toBeGreaterThan(1_500);

      const firstRequest = spansOf(received.slice(0, 1));
      expect(firstRequest.every((span) => span.start >= BEGUN - 10n * SECOND - SKEW)).toBe(true);
      expect(firstRequest.length).toBeGreaterThan(100);

      // 360 pauses of half a second: three minutes, in which also spans of the history arrive that are late by minutes.
      const live = spansOf(received.slice(CHUNKS));
      const traces = new Set(live.filter((span) => span.start >= BEGUN + SKEW).map((span) => span.traceId));
      expect(traces.size).toBeGreaterThan(3 * 60 * 2);
      const late = live.filter((span) => span.start < BEGUN - 40n * SECOND);
      expect(late.length).toBeGreaterThan(0);
      expect(live.length).toBeLessThan(3 * 60 * 80);
    },
    PATIENT_MS,
  );

  it('waits as long as a 503 says and then sends the same spans again', async () => {
    const { received, url } = await receiver((index, response) => {
      if (index !== 1) return false;
      response.writeHead(503, { 'Retry-After': '7' }).end();
      return true;
    });
    const time = clock(2);
    const demo = startDemo({
      sender: createOtlpSender({ url, pause: time.pause }),
      now: time.now,
      pause: time.pause,
      logger,
      historySeconds: MINUTES * 60,
    });
    await time.done;
    await demo.stop();
    expect(time.pauses).toEqual([7000, 500]);
    expect(secondsWithout(received, BEGUN - HISTORY, BEGUN)).toEqual([]);
  });

  it('goes on while its history is sent: a minute of loading is no outage', async () => {
    const { received, url } = await receiver();
    const time = clock(4);
    const sender = createOtlpSender({ url, pause: time.pause });
    const states: string[] = [];
    const demo = startDemo({
      sender,
      now: time.now,
      pause: async (ms, signal) => {
        await time.pause(ms, signal);
        // Between two requests of the history.
        if (ms < 100) time.jump(4);
      },
      logger,
      historySeconds: MINUTES * 60,
      onState: (state) => states.push(state),
    });
    await time.done;
    await demo.stop();
    expect(states).toEqual(['running']);
    const loading = BigInt(CHUNKS) * 4n * SECOND;
    expect(loading).toBeGreaterThan(60n * SECOND);
    expect(secondsWithout(received, BEGUN - HISTORY, BEGUN + loading - 2n * SECOND)).toEqual([]);
  });

  it('tries again when the connection fails', async () => {
    const { received, url } = await receiver((index, response) => {
      if (index !== 0) return false;
      response.destroy();
      return true;
    });
    const time = clock(2);
    const demo = startDemo({
      sender: createOtlpSender({ url, pause: time.pause }),
      now: time.now,
      pause: time.pause,
      logger,
      historySeconds: MINUTES * 60,
    });
    await time.done;
    await demo.stop();
    expect(time.pauses).toEqual([1000, 500]);
    expect(secondsWithout(received, BEGUN - HISTORY, BEGUN)).toEqual([]);
  });

  it.each([
    ['an answer that is final', (response: ServerResponse) => response.writeHead(400).end(), 'the server answered 400'],
    [
      'a partial success',
      (response: ServerResponse) => response.end(encodeExportResponse({ rejected: 3, errorMessage: 'why' })),
      '3 spans were rejected: why',
    ],
  ])('ends with a logged reason on %s', async (_name, refuse, reason) => {
    const { received, url } = await receiver((_index, response) => {
      refuse(response);
      return true;
    });
    const lines: string[] = [];
    let logged = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      logged = resolve;
    });
    const listening = pino({ level: 'error' }, { write: (line: string) => void (lines.push(line), logged()) });
    const time = clock(1);
    const demo = startDemo({
      sender: createOtlpSender({ url, pause: time.pause }),
      now: time.now,
      pause: time.pause,
      logger: listening,
    });
    await ended;
    await demo.stop();
    expect(lines.join()).toContain(reason);
    expect(received).toEqual([]);
  });

  it('waits with its stop for the answer to what is under way, and sends nothing after that', async () => {
    const begun = Promise.withResolvers<ServerResponse>();
    const { url } = await receiver((_index, response) => {
      begun.resolve(response);
      return true;
    });
    const time = clock(1);
    const sent: number[] = [];
    const demo = startDemo({
      sender: createOtlpSender({ url, pause: time.pause }),
      now: time.now,
      pause: time.pause,
      logger,
      onSent: (spans) => sent.push(spans),
    });
    const response = await begun.promise;
    const stopped = demo.stop();
    response.end(encodeExportResponse({ rejected: 0, errorMessage: '' }));
    await stopped;
    expect(sent).toHaveLength(1);
  });

  it('does not wait for ever: what nobody answers is broken off, without a word in the log', async () => {
    const lines: string[] = [];
    const listening = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    const begun = Promise.withResolvers<ServerResponse>();
    const { url } = await receiver((_index, response) => {
      begun.resolve(response);
      return true;
    });
    const time = clock(1);
    const demo = startDemo({
      sender: createOtlpSender({ url, pause: time.pause }),
      now: time.now,
      pause: time.pause,
      logger: listening,
      lastRequestMs: 1,
    });
    await begun.promise;
    await demo.stop();
    expect(lines).toEqual([]);
  });
});
