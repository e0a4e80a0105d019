// States of trace contexts over many traces: where each span has its context from, and that every span is told.
import { buildTraceForest } from '@spanloom/analysis';
import { seededRandom } from '@spanloom/analysis/testing';
import type { BlockDiagram } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { trimPadding } from '../fixed-width.ts';
import type { SampleSpan } from '../sequence/testing/sample-spans.ts';
import { apiTrace } from '../testing/api-trace.ts';
import { apiTraces, hostileWindow } from '../testing/hostile-window.ts';
import { type FurtherFacts, traceSpans } from '../testing/trace-spans.ts';
import { placedTrace } from '../window/traces-facts.ts';
import { contextStatesOf } from './context-states.ts';

type Sample = SampleSpan & FurtherFacts;

function drawn(...traces: readonly (readonly Sample[])[]): BlockDiagram {
  const read = traces.map((spans) => apiTrace(traceSpans(...spans)));
  const facts = { language: 'en' as const, source: 'all traces', traces: read, found: 9 };
  const diagram = contextStatesOf(facts);
  if (diagram === undefined) throw new Error('there is nothing to draw');
  return diagram;
}

test('begun, handed on, lost, sampled otherwise; what does not hold of every trace', () => {
  const diagram = drawn(
    [
      { id: 'r', service: 'shop', name: 'GET /', kind: 'server', ms: 100, flags: 0x101 },
      { id: 'a', parent: 'r', service: 'shop', name: 'call', kind: 'client', at: 10, ms: 60, flags: 0x101 },
      { id: 'b', parent: 'a', service: 'stock', name: 'GET /', kind: 'server', at: 20, ms: 40, flags: 0x301 },
      {
        id: 'c',
        parent: 'a',
        service: 'stock',
        name: 'GET /',
        kind: 'server',
        at: 70,
        ms: 5,
        flags: 0x300,
        error: true,
      },
    ],
    [
      { id: 'x', parent: 'gone', service: 'mail', name: 'send', kind: 'server', flags: 0x301 },
      { id: 'y', parent: 'gone2', service: 'mail', name: 'send', flags: 0x101 },
      { id: 'z', parent: 'gone3', service: 'mail', name: 'send', ms: undefined },
      { id: 'l', service: 'mail', name: 'process', kind: 'consumer', linksElsewhere: ['x'] },
    ],
  );
  const names = new Map(diagram.blocks.map(({ id, name }) => [id, name]));
  expect(
    diagram.flows.map(({ from, to, label, values }) =>
      [`${names.get(from)} > ${names.get(to)}`, label, trimPadding(values[0] ?? '')]
        .filter((text) => text !== '')
        .join(' | '),
    ),
  ).toEqual([
    'No context > Root started | 1 × · 50.0%',
    'No context > Root started, with links | 1 × · 50.0%',
    'Context from elsewhere > Remote parent not here | lost | 1 × · 33.3%',
    'Context from elsewhere > Local parent not here | lost | 1 × · 33.3%',
    'Context from elsewhere > Parent not here | lost | 1 × · 33.3%',
    'Context handed on > Child in the process | 1 × · 33.3%',
    'Context handed on > Child of a remote span | 2 × · 66.7%',
    'Root started > Context handed on | 1 × · 50.0%',
    'Root started > Sampled | 1 × · 50.0%',
    'Root started, with links > Sampled or not: not told | 1 × · 100%',
    'Child in the process > Context handed on | 2 × · 66.7%',
    'Child in the process > Sampled | 1 × · 33.3%',
    'Child of a remote span > Sampled | 1 × · 50.0%',
    'Child of a remote span > Sampled otherwise than its parent | lost | 1 × · 50.0%',
    'Remote parent not here > Sampled | 1 × · 100%',
    'Local parent not here > Sampled | 1 × · 100%',
    'Parent not here > Sampled or not: not told | 1 × · 100%',
    'Sampled > Completed | 5 × · 100%',
    'Sampled or not: not told > Completed | 1 × · 50.0%',
    'Sampled or not: not told > No end yet | 1 × · 50.0%',
    'Sampled otherwise than its parent > Failed | error | 1 × · 100%',
  ]);
  expect(diagram.blocks.filter(({ state }) => state !== 'ok').map(({ name, state }) => `${name}: ${state}`)).toEqual([
    'Remote parent not here: bad',
    'Local parent not here: bad',
    'Parent not here: bad',
    'Sampled otherwise than its parent: bad',
    'Failed: warn',
  ]);
  expect(diagram.notes[0]?.lines).toEqual([
    '✓ each trace has one root',
    '✗ not always: every parent is here',
    '✓ no circle of parents',
    '✓ every id once',
    '✗ not always: every span has an end',
  ]);
  expect(diagram.notes[0]?.longest).toEqual(
    diagram.notes[0]?.lines.map((line) => line.replace('✓ ', '✗ not always: ')),
  );
  expect(diagram.facts.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'shown: 16 states, 21 transitions, 27 steps',
    'broken: traces with parents that are not here: 1; traces with spans without an end: 1',
    'basis: 8 spans of 2 of 9 traces, the newest',
  ]);
});

test('each of what must hold is broken by one alone', () => {
  const broken = (...spans: readonly Sample[]) =>
    drawn(spans).notes[0]?.lines.flatMap((line) => (line.startsWith('✗') ? [line.replace('✗ not always: ', '')] : []));
  const root: Sample = { id: 'r', service: 'shop', name: 'GET /', ms: 100 };
  const child: Sample = { id: 'a', parent: 'r', service: 'shop', name: 'work' };
  expect(broken(root, child)).toEqual([]);
  expect(broken(root, { ...root, id: 's' })).toEqual(['each trace has one root']);
  expect(broken({ ...child, parent: 'gone' })).toEqual(['each trace has one root', 'every parent is here']);
  expect(broken(root, { ...child, parent: 'gone' })).toEqual(['every parent is here']);
  expect(broken(root, { ...child, parent: 'a' })).toEqual(['no circle of parents']);
  expect(broken(root, child, { ...child, content: 'other' })).toEqual(['every id once']);
  expect(broken(root, { ...child, ms: undefined })).toEqual(['every span has an end']);
});

test('a child is remote as its flags say; without flags, when it was received or is of another service', () => {
  const origin = (child: Partial<Sample>): string | undefined =>
    drawn([
      { id: 'r', service: 'east/shop', name: 'GET /', kind: 'server', ms: 100 },
      { id: 'a', parent: 'r', service: 'east/shop', name: 'work', at: 10, ...child },
    ])
      .blocks.map(({ name }) => name)
      .find((name) => name.startsWith('Child'));
  const [local, remote] = ['Child in the process', 'Child of a remote span'];
  expect(origin({})).toBe(local);
  expect(origin({ service: 'west/shop' })).toBe(remote);
  expect(origin({ kind: 'server' })).toBe(remote);
  expect(origin({ kind: 'consumer' })).toBe(remote);
  expect(origin({ kind: 'server', flags: 0x101 })).toBe(local);
  expect(origin({ flags: 0x301 })).toBe(remote);
});

test('a context is handed on in no time to a child that begins before its parent', () => {
  const { flows } = drawn([
    { id: 'r', service: 'shop', name: 'GET /', at: 50, ms: 100 },
    { id: 'a', parent: 'r', service: 'shop', name: 'work', at: 20 },
  ]);
  const handed = flows.flatMap(({ values }) => values.map(trimPadding)).filter((value) => value.startsWith('p50'));
  expect(handed[0]).toBe('p50 0 ns · mean 0 ns');
});

test('a root of no trace: nothing to draw', () => {
  expect(contextStatesOf({ language: 'en', source: '', traces: [], found: 0 })).toBeUndefined();
});

test('random hostile traces: every step of every span, drawn or hidden', () => {
  const random = seededRandom(17);
  for (let round = 0; round < 40; round++) {
    const traces = apiTraces(hostileWindow(random)).map((trace) => ({
      ...trace,
      spans: trace.spans.map((span) => ({ ...span, weight: 1 })),
    }));
    const all = traces.reduce((sum, trace) => {
      const spans = buildTraceForest(placedTrace(trace)).rows.filter((row) => row.kind === 'span');
      const children = spans.filter(({ flaw, parent }) => flaw === undefined && parent !== undefined);
      return sum + spans.length * 3 + children.length;
    }, 0);
    const diagram = contextStatesOf({ language: 'en', source: '', traces, found: traces.length });
    const sums = (diagram?.facts ?? []).flatMap(({ value }) => /([\d,]+) steps?$/.exec(value)?.[1] ?? []);
    expect(
      sums.reduce((sum, count) => sum + Number(count.replaceAll(',', '')), 0),
      `round ${round}`,
    ).toBe(all);
  }
});
