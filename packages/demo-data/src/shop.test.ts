// What the demo shop promises to those who show it, and to the tests that measure on it.
import { attributeOf, isError, type Span, serviceOf, stringAttribute } from '@spanloom/otlp-model';
import { describe, expect, it } from 'vitest';
import { createShop, drawTopology, type PlayedTrace } from './index.ts';
import { type Arrived, arrivedOf, HOUR, idOf, NOON, SECOND, timeAt, written } from './testing/arrived.ts';

const MINUTE = 60n * SECOND;
const MAKES_TRACES_ODD = new Set(['clock-skew', 'dropped-traceparent', 'conflicting-duplicates', 'duplicate-spans']);

function played(seed: string, nanos: bigint, spansPerSecond = 30): PlayedTrace[] {
  return [...createShop({ seed, spansPerSecond }).between(NOON, timeAt(NOON + nanos))];
}

/** bigint-proof text of everything in the traces. */
const textOf = (traces: readonly PlayedTrace[]): string => written(traces);

const happened = (trace: PlayedTrace, phenomenon: string): boolean =>
  trace.occurrences.some((occurrence) => occurrence.phenomenon === phenomenon);

describe('a seed', () => {
  it('gives the same traces every time', () => {
    expect(textOf(played('spanloom', MINUTE))).toBe(textOf(played('spanloom', MINUTE)));
  });

  it('gives other traces than another seed', () => {
    const ids = new Set(played('spanloom', MINUTE).map((trace) => trace.traceId));
    expect(played('another', MINUTE).filter((trace) => ids.has(trace.traceId))).toEqual([]);
  });

  it.each([undefined, drawTopology('pieces')])(
    'gives the same whether a window is played whole or in pieces',
    (topology) => {
      const options = { seed: 'pieces', spansPerSecond: 40, ...(topology === undefined ? {} : { topology }) };
      const shop = createShop(options);
      const cuts = [0n, 700_000_001n, 9_999_999_999n, 18n * SECOND, 18n * SECOND + 1n, 30n * SECOND];
      const windows = cuts
        .slice(1)
        .map((cut, index) => [timeAt(NOON + (cuts[index] ?? 0n)), timeAt(NOON + cut)] as const);
      // Newest first, as the history is sent.
      const pieces = windows.toReversed().map(([from, to]) => [...shop.between(from, to)]);
      const whole = [...createShop(options).between(NOON, timeAt(NOON + 30n * SECOND))];
      expect(textOf(pieces.toReversed().flat())).toBe(textOf(whole));
      expect(whole.length).toBeGreaterThan(20);
    },
  );
});

describe('a drawn topology', () => {
  const topologies = Array.from({ length: 40 }, (_, seed) => drawTopology(String(seed)));

  it('is the same for the same seed', () => {
    expect(drawTopology('3')).toEqual(topologies[3]);
    expect(drawTopology('4')).not.toEqual(topologies[3]);
  });

  it('has 8 to 25 services, with and without queues, browser, hosts and batches', () => {
    for (const { services, operations, databases } of topologies) {
      expect(services.length).toBeGreaterThanOrEqual(8);
      expect(services.length).toBeLessThanOrEqual(25);
      expect(new Set(services.map(({ name }) => name)).size).toBe(services.length);
      expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
      expect(databases.length).toBeGreaterThan(0);
    }
    const kinds = topologies.map(({ queues, browser, hosts, consumers }) => [
      queues.length > 0,
      browser !== undefined,
      hosts.length > 0,
      consumers.some(({ mode }) => mode.kind === 'batch'),
    ]);
    for (const index of [0, 1, 2, 3]) expect(new Set(kinds.map((kind) => kind[index])).size).toBe(2);
    expect(new Set(topologies.map(({ services }) => services.length)).size).toBeGreaterThan(8);
  });

  it('plays: every service takes part', () => {
    for (const [seed, topology] of topologies.slice(0, 12).entries()) {
      const shop = createShop({ seed: String(seed), topology, spansPerSecond: 40 });
      const seen = new Set(
        arrivedOf([...shop.between(NOON, timeAt(NOON + 4n * MINUTE))])
          .filter(({ scope }) => scope.name !== 'envoy')
          .map(({ resource }) => serviceOf(resource).name),
      );
      expect([seed, [...seen].sort()]).toEqual([seed, topology.services.map(({ name }) => name).sort()]);
    }
  });
});

it('says why a phenomenon has no place', () => {
  const absences = Array.from({ length: 12 }, (_, seed) => {
    const topology = drawTopology(String(seed));
    const { absent } = createShop({ seed: String(seed), topology, spansPerSecond: 1 });
    return {
      queues: topology.queues.length,
      why: absent.find(({ phenomenon }) => phenomenon === 'consumer-failure')?.why,
    };
  });
  for (const { queues, why } of absences) expect(why).toBe(queues === 0 ? 'there is no queue' : undefined);
});

describe('an hour of the shop', () => {
  const shop = createShop({ seed: 'spanloom', spansPerSecond: 55 });
  const traces = [...shop.between(NOON, timeAt(NOON + HOUR))];
  const arrived = arrivedOf(traces);
  const spans = arrived.map(({ span }) => span);
  const whole = traces.filter(
    ({ occurrences, lost }) =>
      lost.size === 0 && !occurrences.some(({ phenomenon }) => MAKES_TRACES_ODD.has(phenomenon)),
  );

  it('has 200,000 spans, within a tenth, in the order of their starts, each id once', () => {
    expect(arrived.length).toBeGreaterThan(180_000);
    expect(arrived.length).toBeLessThan(220_000);
    expect(new Set(traces.map((trace) => trace.traceId)).size).toBe(traces.length);
    expect(traces.every((trace, index) => trace.start >= (traces[index - 1]?.start ?? 0n))).toBe(true);
  });

  it('has at least a dozen services in six languages, each with a version and an instance', () => {
    const resources = new Set(arrived.map(({ resource }) => resource));
    const languages = [...resources].map(({ attributes }) => stringAttribute(attributes, 'telemetry.sdk.language'));
    expect(new Set([...resources].map((resource) => serviceOf(resource).name)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(languages).size).toBeGreaterThanOrEqual(6);
    for (const { attributes } of resources) {
      // A proxy tells no version but its own.
      const proxy = stringAttribute(attributes, 'telemetry.sdk.name') === 'envoy';
      if (!proxy) expect(stringAttribute(attributes, 'service.version')).toBeDefined();
      const browser = attributeOf(attributes, 'browser.brands');
      expect(browser ?? attributeOf(attributes, 'k8s.pod.name')).toBeDefined();
    }
  });

  it('has databases, a cache, a queue, a host that sends no spans, old names, code places and long statements', () => {
    const values = (key: string) => new Set(spans.map(({ attributes }) => stringAttribute(attributes, key)));
    expect([...values('db.system.name')]).toEqual(expect.arrayContaining(['postgresql', 'redis', 'opensearch']));
    expect([...values('messaging.system')]).toContain('kafka');
    expect([...values('net.peer.name')]).toContain('acquirer.cards.example');
    const withCode = arrived.filter(({ span }) => stringAttribute(span.attributes, 'code.file.path') !== undefined);
    expect(new Set(withCode.map(({ resource }) => serviceOf(resource).name))).toEqual(new Set(['checkout', 'payment']));
    expect([...values('db.query.text')].some((text) => (text?.length ?? 0) > 500)).toBe(true);
  });

  it('has one root a trace, every parent, and children that nest unless they are processed later', () => {
    for (const trace of whole) {
      const own = arrivedOf([trace]);
      const byId = new Map(own.map((record) => [record.span.spanId, record]));
      const roots = own.filter(({ span }) => span.parentSpanId === undefined);
      const end = own.reduce((last, { span }) => (span.end > last ? span.end : last), 0n);
      const odd = own.filter(
        ({ span, resource }) => !nests({ span, resource }, byId.get(span.parentSpanId ?? span.spanId)),
      );
      expect([roots.length, end, odd]).toEqual([1, trace.end, []]);
    }
    expect(whole.length).toBeGreaterThan(traces.length / 3);
  });

  it('has traces without any phenomenon', () => {
    expect(traces.filter(({ occurrences }) => occurrences.length === 0).length).toBeGreaterThan(traces.length / 3);
  });

  it('shows a host that is down as 504 from payment up to the gateway, with an exception', () => {
    const down = traces.filter((trace) => happened(trace, 'host-down') && trace.lost.size === 0);
    for (const trace of down) {
      const own = arrivedOf([trace]);
      for (const service of ['payment', 'checkout', 'gateway']) {
        const server = own.find(({ span, resource }) => span.kind === 2 && serviceOf(resource).name === service);
        const attributes = server?.span.attributes ?? [];
        const code =
          attributeOf(attributes, 'http.response.status_code') ?? attributeOf(attributes, 'http.status_code');
        expect(code).toEqual({ kind: 'int', value: 504n });
        expect(server?.span.status.code).toBe(2);
      }
      const events = own.flatMap(({ span }) => span.events).filter((event) => event.name === 'exception');
      expect(events.map(({ attributes }) => stringAttribute(attributes, 'exception.type'))).toEqual(['TimeoutError']);
      expect(stringAttribute(events[0]?.attributes ?? [], 'exception.stacktrace')).toContain('Traceback');
    }
    expect(down.length).toBeGreaterThan(10);
  });

  it('shows a retry: a failed try, a wait of 100 ms, and a counted second try that works', () => {
    const retried = traces.filter((trace) => happened(trace, 'retry') && trace.lost.size === 0);
    for (const trace of retried) {
      const own = arrivedOf([trace])
        .map(({ span }) => span)
        .sort((a, b) => Number(a.start - b.start));
      const tries = own.filter((span) => span.name === 'POST /v2/authorize');
      const backoff = own.find((span) => span.name === 'backoff 100 ms');
      expect(tries.map((span) => span.status.code)).toEqual([2, 0]);
      expect(attributeOf(tries[1]?.attributes ?? [], 'http.request.resend_count')).toEqual({ kind: 'int', value: 1n });
      expect((backoff?.end ?? 0n) - (backoff?.start ?? 0n) >= 100_000_000n).toBe(true);
    }
    expect(retried.length).toBeGreaterThan(10);
  });

  it('answers as fast again and without the fault once the bad deploy is rolled back', () => {
    const [window] = shop.windows(NOON, timeAt(NOON + HOUR)).filter(({ phenomenon }) => phenomenon === 'bad-deploy');
    if (window === undefined) throw new Error('there was no bad deploy');
    const answers = arrived.filter(({ span, resource }) => span.kind === 2 && serviceOf(resource).name === 'catalog');
    const during = answers.filter(({ span }) => span.start >= window.from + SECOND && span.start < window.to - SECOND);
    const outside = answers.filter(({ span }) => span.start < window.from - SECOND || span.start > window.to + SECOND);
    const failed = (records: readonly Arrived[]) => records.filter(({ span }) => isError(span)).length / records.length;
    expect(failed(during)).toBeGreaterThan(0.1);
    expect(failed(outside)).toBe(0);
    expect(median(during)).toBeGreaterThan(1.6 * median(outside));
  });

  it('runs its nightly workflow every four minutes: most runs work, some are undone in reverse', () => {
    const runs = traces.flatMap((trace) => {
      const own = arrivedOf([trace]).map(({ span }) => span);
      return own.some(({ name }) => name.startsWith('StartWorkflow:')) ? [own] : [];
    });
    expect(runs.length).toBe(15);
    const namesOf = (run: readonly Span[]): string[] =>
      [...run]
        .filter(({ name }) => name.startsWith('RunActivity:'))
        .sort((a, b) => Number(a.start - b.start))
        .map(({ name }) => name.replace('RunActivity:', ''));
    const failed = runs.filter((run) => run.some((span) => span.name.startsWith('RunWorkflow:') && isError(span)));
    expect(failed.length).toBeGreaterThanOrEqual(3);
    expect(runs.length - failed.length).toBeGreaterThanOrEqual(5);
    for (const run of failed) {
      expect(namesOf(run).slice(-6)).toEqual([
        'PrintLabel',
        'PrintLabel',
        'PrintLabel',
        'CancelCarrier',
        'RefundCard',
        'ReleaseStock',
      ]);
    }
  });

  it('has most traces under a second and some above', () => {
    const long = traces.filter((trace) => trace.end - trace.start > SECOND).length;
    expect(long).toBeGreaterThan(10);
    expect(long).toBeLessThan(traces.length / 10);
  });

  it('says the same id twice only when it is told so', () => {
    const told = traces.flatMap(({ occurrences }) =>
      occurrences.filter(({ phenomenon }) => phenomenon.endsWith('duplicates') || phenomenon === 'duplicate-spans'),
    );
    expect(arrived.length - new Set(spans.map(idOf)).size).toBe(told.length);
  });
});

/** Whether a span lies within its parent (itself for a root), or after it when it processes a message. */
function nests({ span, resource }: Pick<Arrived, 'span' | 'resource'>, parent: Arrived | undefined): boolean {
  if (parent === undefined || span.end < span.start) return false;
  if (span.events.some((event) => event.time < span.start || event.time > span.end)) return false;
  if (parent.span === span) return true;
  const remote = serviceOf(resource).name !== serviceOf(parent.resource).name;
  if (((span.flags & 0x200) !== 0) !== remote) return false;
  // What was put on a queue is taken when the sender is over with it; so are tasks of workflows.
  return span.kind === 5 || span.name.startsWith('Run')
    ? span.start >= parent.span.end
    : span.start >= parent.span.start && span.end <= parent.span.end;
}

function median(records: readonly { readonly span: Span }[]): number {
  const sorted = records.map(({ span }) => Number(span.end - span.start)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
