import type { TraceSummary } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { resultsDescription, resultsOfTraces } from './found-results.ts';

const service = (name: string, color: number) => ({ name, namespace: '', color });

function trace(name: string, operation: string | undefined, errors = 0): TraceSummary {
  return {
    traceId: name,
    start: '5',
    duration: '1500000',
    spans: 3,
    errors,
    weight: 3,
    complete: true,
    services: [{ ...service(name, 4), spans: 3, errors }],
    ...(operation === undefined
      ? {}
      : { root: { spanId: 'a', service: service(name, 4), operation, kind: 'server', error: false } }),
  };
}

const ASKED = { order: 'newest', query: 'all traces', more: true } as const;
const FOUND = [trace('web', 'GET /'), trace('acme', 'call web', 1), trace('acme', undefined)];

function told(services: boolean, labels: boolean): string[] {
  const { rows } = resultsOfTraces(FOUND, ASKED, { services, labels });
  return rows.map(({ party, name, duration, failed }) => `${party} ${name} ${duration}${failed ? ' failed' : ''}`);
}

test('a trace is told by its root, or by who is in it', () => {
  expect(told(false, false)).toEqual([
    'web GET / 1.50 ms',
    'acme call web 1.50 ms failed',
    'acme root span missing 1.50 ms',
  ]);
  const results = resultsOfTraces(FOUND, ASKED, { services: false, labels: false });
  expect(resultsDescription(results)).toBe('The first 3 traces, newest first: all traces.');
});

test('without names no operation is told either: it may name anybody', () => {
  expect(told(true, false)).toEqual([
    'service-2 operation-1 1.50 ms',
    'service-1 operation-2 1.50 ms failed',
    'service-1 operation-3 1.50 ms',
  ]);
  expect(told(false, true)[1]).toBe('acme operation-2 1.50 ms failed');
});
