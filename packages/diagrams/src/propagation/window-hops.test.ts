// The trace context over many traces: which hops carried it, which lost it, and that every hop is told.
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import type { BlockDiagram } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { trimPadding } from '../fixed-width.ts';
import type { SampleSpan } from '../sequence/testing/sample-spans.ts';
import { apiTrace } from '../testing/api-trace.ts';
import { apiTraces, hostileWindow } from '../testing/hostile-window.ts';
import { type FurtherFacts, traceSpans } from '../testing/trace-spans.ts';
import { placedTrace } from '../window/traces-facts.ts';
import { hopsOf } from './propagation-hops.ts';
import { hopsOfTraces, surveyHops, totalOf } from './window-hops.ts';

type Sample = SampleSpan & FurtherFacts;

function drawn(...traces: readonly (readonly Sample[])[]): BlockDiagram {
  const apis = traces.map((spans, place) => ({
    ...apiTrace(traceSpans(...spans)),
    traceId: String(place + 1).padStart(32, '0'),
  }));
  const diagram = hopsOfTraces({ language: 'en', source: 'all traces', traces: apis, found: traces.length });
  if (diagram === undefined) throw new Error('there is nothing to draw');
  return diagram;
}

function told({ blocks, flows }: BlockDiagram): string[] {
  const names = new Map(blocks.map(({ id, name }) => [id, name]));
  return flows.map(
    ({ from, to, line, values, failing }) =>
      `${names.get(from)} ${line === 'dashed' ? '~' : '-'}> ${names.get(to)} ${values.map(trimPadding).join(' | ')}${failing ? ' !' : ''}`,
  );
}

const call = (id: string, flags = 0x101): readonly Sample[] => [
  {
    id: `c${id}`,
    parent: 'r',
    service: 'shop',
    name: 'GET',
    kind: 'client',
    at: 10,
    ms: 20,
    flags: 0x101,
    language: 'go',
  },
  {
    id: `s${id}`,
    parent: `c${id}`,
    service: 'stock',
    name: 'GET /',
    kind: 'server',
    at: 15,
    ms: 9,
    flags,
    language: 'java',
  },
];
const root: Sample = { id: 'r', service: 'shop', name: 'GET /', kind: 'server', ms: 100, flags: 0x101, language: 'go' };

test('whole, sampled otherwise, lost with its parent, and gone on as another trace', () => {
  const diagram = drawn(
    [root, ...call('1'), ...call('2')],
    [root, ...call('1'), ...call('2', 0x100)],
    [{ id: 'o', parent: 'gone', service: 'mail', name: 'send', kind: 'consumer', flags: 0x101 }],
    [
      root,
      {
        id: 'q',
        parent: 'r',
        service: 'shop',
        name: 'GET',
        kind: 'client',
        at: 200,
        ms: 50,
        attributes: { 'server.address': 'legacy.internal' },
      },
    ],
    [{ id: 'l', service: 'legacy', name: 'GET /', kind: 'server', at: 220, ms: 10 }],
  );
  expect(told(diagram)).toEqual([
    'parent not here ~> mail 1 hop · 0% whole | ✗ 1 parent not here !',
    'shop -> legacy.internal 1 hop · 0% whole | ✗ 1 continued as another trace !',
    'shop -> stock 4 hops · 75.0% whole | 75.0% sampled | ✗ 1 sampled flag differs !',
  ]);
  expect(diagram.blocks.map(({ name, values, state }) => [state, name, ...values].join(' | '))).toEqual([
    'bad | legacy.internal',
    'ghost | parent not here',
    'bad | mail',
    'ok | shop | go',
    'bad | stock | java',
  ]);
  expect(diagram.facts.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'shown: 4 parts, 3 ways, 6 hops, of them not whole: 3',
    'inferred: contexts lost or changed: parent not here: 1, continued as another trace: 1, sampled flag differs: 1',
    'basis: 14 spans of 5 traces; calls to databases and queues are not checked: 0',
  ]);
});

test('hops of spans that their sender sampled count as often as they stand for', () => {
  const sampled = [root, ...call('1')].map((span) => ({ ...span, weight: 10 }));
  expect(told(drawn(sampled, [root, ...call('1')]))).toEqual(['shop -> stock 11 hops · 100% whole | 100% sampled']);
});

test('of too many ways those that lose nothing are hidden first, and told', () => {
  const many = Array.from({ length: 220 }, (_, place): readonly Sample[] => [
    root,
    {
      id: 'c',
      parent: 'r',
      service: `a${place}`,
      name: 'GET',
      kind: 'server',
      at: 10,
      ms: 9,
      flags: place === 79 ? 0x100 : 0x101,
    },
  ]);
  const diagram = drawn(...many);
  expect(diagram.flows).toHaveLength(200);
  expect(diagram.flows.filter(({ failing }) => failing)).toHaveLength(1);
  expect(diagram.facts.find(({ name }) => name === 'hidden')?.value).toBe('20 ways, 20 hops, of them not whole: 0');
});

test('random hostile traces: every hop of every trace is in one way, for any order', () => {
  const random = seededRandom(13);
  for (let round = 0; round < 40; round++) {
    const traces = apiTraces(hostileWindow(random)).map((trace) => ({
      ...trace,
      spans: trace.spans.map((span) => ({ ...span, weight: 1 })),
    }));
    const hops = traces.reduce((sum, trace) => sum + hopsOf(placedTrace(trace), []).hops.length, 0);
    const { ways } = surveyHops(traces);
    expect(
      [...ways.values()].reduce((sum, way) => sum + totalOf(way), 0),
      `round ${round}`,
    ).toBe(hops);
    expect(hopsOfTraces({ language: 'en', source: '', traces: shuffled(traces, random), found: 0 })).toEqual(
      hopsOfTraces({ language: 'en', source: '', traces, found: 0 }),
    );
  }
});
