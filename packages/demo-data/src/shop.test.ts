// What the demo shop promises to those who show it, and to the tests that measure on it.
import {
  attributeOf,
  serviceOf,
  type Span,
  type SpanRecord,
  stringAttribute,
  unixNano,
  type UnixNano,
} from '@spanloom/otlp-model';
import { describe, expect, it } from 'vitest';
import { createShop, type PlayedTrace } from './index.ts';

const NOON = at(1_790_000_000_000_000_000n);
const MINUTE = 60_000_000_000n;

function at(nanos: bigint): UnixNano {
  const time = unixNano(nanos);
  if (!time.ok) throw new Error(time.error);
  return time.value;
}

function played(seed: string, minutes: bigint): PlayedTrace[] {
  return [...createShop({ seed, tracesPerSecond: 2 }).between(NOON, at(NOON + minutes * MINUTE))];
}

function recordsOf(trace: PlayedTrace): SpanRecord[] {
  return trace.resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ scope, spans }) => spans.map((span) => ({ resource, scope, span }))),
  );
}

function spansOf(traces: readonly PlayedTrace[]): Span[] {
  return traces.flatMap((trace) => recordsOf(trace).map((record) => record.span));
}

function textOf(span: Span, key: string): string | undefined {
  return stringAttribute(span.attributes, key);
}

/** bigint-proof text of everything in the traces. */
function written(traces: readonly PlayedTrace[]): string {
  return JSON.stringify(traces, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}

const seeds = ['spanloom', 'another'] as const;
const quarter = new Map(seeds.map((seed) => [seed, played(seed, 15n)]));

describe('a seed', () => {
  it('gives the same traces every time', () => {
    expect(written(played('spanloom', 2n))).toBe(written(played('spanloom', 2n)));
  });

  it('gives other traces than another seed', () => {
    const ids = new Set(played('spanloom', 2n).map((trace) => trace.traceId));
    expect(played('another', 2n).filter((trace) => ids.has(trace.traceId))).toEqual([]);
  });

  it('gives the same traces whether a window is played whole or in pieces', () => {
    const shop = createShop({ seed: 'pieces', tracesPerSecond: 3 });
    const cuts = [0n, 700_000_001n, 9_999_999_999n, 18_000_000_000n, 18_000_000_001n, 30_000_000_000n];
    const pieces = cuts
      .slice(1)
      .flatMap((cut, index) => [...shop.between(at(NOON + (cuts[index] ?? 0n)), at(NOON + cut))]);
    expect(written(pieces)).toBe(written([...shop.between(NOON, at(NOON + 30_000_000_000n))]));
  });
});

describe.each(seeds)('a quarter of an hour of the shop of seed %s', (seed) => {
  const traces = quarter.get(seed) ?? [];
  const records = traces.flatMap(recordsOf);
  const spans = spansOf(traces);

  it('has the traces that were asked for, in the order of their starts, each id once', () => {
    expect(traces.length).toBeGreaterThanOrEqual(15 * 60 * 2);
    expect(new Set(traces.map((trace) => trace.traceId)).size).toBe(traces.length);
    expect(traces.every((trace, index) => trace.start >= (traces[index - 1]?.start ?? 0n))).toBe(true);
    expect(new Set(spans.map((span) => span.traceId + span.spanId)).size).toBe(spans.length);
    expect(traces.reduce((sum, trace) => sum + trace.spanCount, 0)).toBe(spans.length);
  });

  it('has at least eight services in six languages, each with a version and an instance', () => {
    const services = new Set(records.map(({ resource }) => serviceOf(resource).name));
    const languages = new Set(
      records.map(({ resource }) => stringAttribute(resource.attributes, 'telemetry.sdk.language')),
    );
    expect(services.size).toBeGreaterThanOrEqual(8);
    expect(languages.size).toBeGreaterThanOrEqual(6);
    for (const { resource, scope } of records) {
      expect(stringAttribute(resource.attributes, 'service.version')).toBeDefined();
      expect(scope.name).not.toBe('');
      const browser = attributeOf(resource.attributes, 'browser.brands');
      expect(browser ?? attributeOf(resource.attributes, 'k8s.pod.name')).toBeDefined();
    }
  });

  it('has databases, a cache, a queue and a host that sends no spans', () => {
    const systems = new Set(spans.map((span) => textOf(span, 'db.system.name')));
    expect([...systems]).toEqual(expect.arrayContaining(['postgresql', 'redis', 'opensearch']));
    expect(spans.some((span) => span.kind === 4 && textOf(span, 'messaging.system') === 'kafka')).toBe(true);
    expect(spans.some((span) => span.kind === 3 && textOf(span, 'net.peer.name') === 'acquirer.cards.example')).toBe(
      true,
    );
  });

  it('has one root a trace, every parent, and children that nest unless they are processed later', () => {
    for (const trace of traces) {
      const own = recordsOf(trace);
      const byId = new Map(own.map((record) => [record.span.spanId, record]));
      expect(own.filter(({ span }) => span.parentSpanId === undefined)).toHaveLength(1);
      expect(own.reduce((last, { span }) => (span.end > last ? span.end : last), 0n)).toBe(trace.end);
      for (const { span, resource } of own) {
        expect(span.end >= span.start).toBe(true);
        expect(span.events.every((event) => event.time >= span.start && event.time <= span.end)).toBe(true);
        if (span.parentSpanId === undefined) continue;
        const parent = byId.get(span.parentSpanId);
        if (parent === undefined) throw new Error(`parent ${span.parentSpanId} is missing in trace ${trace.traceId}`);
        expect(span.start >= parent.span.start).toBe(true);
        expect(span.kind === 5 ? span.start >= parent.span.end : span.end <= parent.span.end).toBe(true);
        const remote = serviceOf(resource).name !== serviceOf(parent.resource).name;
        expect((span.flags & 0x200) !== 0).toBe(remote);
      }
    }
  });

  it('has every phenomenon, and traces without any', () => {
    const { phenomena } = createShop({ seed, tracesPerSecond: 2 });
    const seen = new Set(traces.flatMap((trace) => trace.phenomena));
    expect([...seen].sort()).toEqual([...phenomena].sort());
    expect(traces.filter((trace) => trace.phenomena.length === 0).length).toBeGreaterThan(traces.length / 2);
  });

  it('shows a failing acquirer as 504 from payment up to the gateway, with an exception', () => {
    const down = traces.filter((trace) => trace.phenomena.includes('acquirer-down'));
    for (const trace of down) {
      const own = recordsOf(trace);
      for (const service of ['payment', 'checkout', 'gateway']) {
        const server = own.find(({ span, resource }) => span.kind === 2 && serviceOf(resource).name === service);
        if (server === undefined) throw new Error(`no server span of ${service}`);
        const { attributes, status } = server.span;
        const code =
          attributeOf(attributes, 'http.response.status_code') ?? attributeOf(attributes, 'http.status_code');
        expect(code).toEqual({ kind: 'int', value: 504n });
        expect(status.code).toBe(2);
      }
      const events = own.flatMap(({ span }) => span.events).filter((event) => event.name === 'exception');
      expect(events.map((event) => stringAttribute(event.attributes, 'exception.type'))).toContain('TimeoutError');
    }
    expect(down.length).toBeGreaterThan(0);
  });

  it('shows a retry: a failed try, a wait of 100 ms, and a counted second try that works', () => {
    const retried = traces.filter((trace) => trace.phenomena.includes('acquirer-retry'));
    for (const trace of retried) {
      const own = spansOf([trace]).sort((a, b) => Number(a.start - b.start));
      const tries = own.filter((span) => span.name === 'POST /v2/authorize');
      const backoff = own.find((span) => span.name === 'backoff 100 ms');
      expect(tries.map((span) => span.status.code)).toEqual([2, 0]);
      expect(attributeOf(tries[1]?.attributes ?? [], 'http.request.resend_count')).toEqual({ kind: 'int', value: 1n });
      expect((backoff?.end ?? 0n) - (backoff?.start ?? 0n) >= 100_000_000n).toBe(true);
    }
    expect(retried.length).toBeGreaterThan(0);
  });

  it('shows a slow stock query without an error', () => {
    const slow = traces.filter((trace) => trace.phenomena.length === 1 && trace.phenomena[0] === 'slow-stock-query');
    for (const trace of slow) {
      const query = spansOf([trace]).find((span) => span.name === 'SELECT stock');
      expect((query?.end ?? 0n) - (query?.start ?? 0n) > 500_000_000n).toBe(true);
      expect(spansOf([trace]).filter((span) => span.status.code === 2)).toEqual([]);
    }
    expect(slow.length).toBeGreaterThan(0);
  });

  it('links every batch of shipping to spans that sent a message', () => {
    const senders = new Set(spans.filter((span) => span.kind === 4).map((span) => span.traceId + span.spanId));
    const first = NOON + 20_000_000_000n;
    const batches = spans.filter((span) => span.kind === 5 && span.parentSpanId === undefined && span.start > first);
    expect(batches.length).toBeGreaterThan(15);
    for (const link of batches.flatMap((span) => span.links))
      expect(senders.has(link.traceId + link.spanId)).toBe(true);
  });

  it('has most traces under a second and some above', () => {
    const long = traces.filter((trace) => trace.end - trace.start > 1_000_000_000n).length;
    expect(long).toBeGreaterThan(10);
    expect(long).toBeLessThan(traces.length / 10);
  });
});
