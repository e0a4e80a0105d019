// States of workflows over many traces: what became of each run and each activity, and that no step is lost.
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import type { BlockDiagram } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { trimPadding } from '../fixed-width.ts';
import { redactLive } from '../live/redact-live.ts';
import type { SampleSpan } from '../sequence/testing/sample-spans.ts';
import { workflowSpans } from '../sequence/testing/workflow-spans.ts';
import { apiTrace } from '../testing/api-trace.ts';
import { apiTraces, hostileWindow } from '../testing/hostile-window.ts';
import { type FurtherFacts, traceSpans } from '../testing/trace-spans.ts';
import { placedTrace, type TracesFacts } from '../window/traces-facts.ts';
import { taskOf } from './workflow-facts.ts';
import { workflowSteps, workflowStatesOf } from './workflow-states.ts';

function factsOf(...traces: readonly (readonly (SampleSpan & FurtherFacts)[])[]): TracesFacts {
  return {
    language: 'en',
    source: 'all traces',
    traces: traces.map((spans) => apiTrace(traceSpans(...spans))),
    found: traces.length,
  };
}

function told({ blocks, flows }: BlockDiagram): string[] {
  const names = new Map(blocks.map(({ id, name }) => [id, name]));
  return flows.map(({ from, to, label, values }) =>
    [`${names.get(from) ?? '●'} > ${names.get(to) ?? '●'}`, label, ...values.map(trimPadding)]
      .filter((text) => text !== '')
      .join(' | '),
  );
}

test('a run that ends well and one that undoes its steps: retried, timed out, failed, compensated', () => {
  const diagram = workflowStatesOf(factsOf(workflowSpans('done'), workflowSpans('undone')));
  if (diagram === undefined) throw new Error('there is nothing to draw');
  expect(told(diagram)).toEqual([
    '● > Workflow scheduled | 2 × · 20.0%',
    '● > Activity scheduled | 8 × · 80.0%',
    'Workflow scheduled > Workflow running | 2 × · 100% | p50 20.0 ms · mean 20.0 ms',
    'Workflow running > Compensating | error | 1 × · 50.0% | p50 215 ms · mean 215 ms',
    'Workflow running > Workflow completed | 1 × · 50.0% | p50 180 ms · mean 180 ms',
    'Compensating > Workflow failed | error | 1 × · 100% | p50 265 ms · mean 265 ms',
    'Workflow completed > ● | 1 × · 100%',
    'Workflow failed > ● | 1 × · 100%',
    'Activity scheduled > Activity started | 8 × · 100% | p50 5.00 ms · mean 5.00 ms',
    'Activity started > Waiting to retry | error | 3 × · 37.5% | p50 10.0 ms · mean 13.3 ms',
    'Activity started > Activity completed | 5 × · 62.5% | p50 20.0 ms · mean 24.0 ms',
    'Waiting to retry > Activity retried | 3 × · 100% | p50 30.0 ms · mean 33.3 ms',
    'Activity retried > Activity completed | 2 × · 66.7% | p50 30.0 ms · mean 30.0 ms',
    'Activity retried > Activity failed | error | 1 × · 33.3% | p50 20.0 ms · mean 20.0 ms',
    'Activity completed > ● | 5 × · 71.4%',
    'Activity completed > Activity compensated | 2 × · 28.6% | p50 150 ms · mean 210 ms',
    'Activity failed > ● | 1 × · 100%',
    'Activity compensated > ● | 2 × · 100%',
  ]);
  expect(diagram.blocks.filter(({ state }) => state !== 'ok').map(({ name, state }) => `${name}: ${state}`)).toEqual([
    'Compensating: warn',
    'Workflow failed: bad',
    'Waiting to retry: warn',
    'Activity failed: bad',
    'Activity compensated: warn',
  ]);
  expect(diagram.facts.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'shown: 12 states, 18 transitions, 49 steps',
    'inferred: 2 compensations, by names and their order',
    'basis: 23 spans of 2 traces with workflows',
  ]);
});

test('how an activity ends: timed out, cancelled, not taken by a worker, not over', () => {
  const activity = (id: string, more: Partial<SampleSpan>): SampleSpan[] => [
    { id: `s${id}`, parent: 'run', service: 'w', name: 'StartActivity:Do', kind: 'client', at: 10, ms: 1 },
    { id: `a${id}`, parent: `s${id}`, service: 'v', name: 'RunActivity:Do', kind: 'server', at: 20, ms: 5, ...more },
  ];
  const diagram = workflowStatesOf(
    factsOf([
      { id: 'run', service: 'w', name: 'RunWorkflow:Do', kind: 'server', ms: 100 },
      ...activity('1', { error: 'StartToCloseTimeout' }),
      ...activity('2', { error: true, attributes: { 'rpc.grpc.status_code': 4 } }),
      ...activity('3', { error: 'CancelledError' }),
      ...activity('4', { ms: undefined }),
      { id: 's5', parent: 'run', service: 'w', name: 'StartActivity:Do', kind: 'client', at: 10, ms: 1 },
      { id: 'w2', parent: 'run', service: 'w', name: 'StartChildWorkflow:Other', kind: 'client', at: 12, ms: 1 },
    ]),
  );
  expect(
    told(diagram as BlockDiagram).flatMap((line) =>
      /^(?:\w+ scheduled|Activity started) >/.test(line) ? [line.replace(/(?<=%).*/, '')] : [],
    ),
  ).toEqual([
    'Workflow scheduled > Workflow not taken | 1 × · 100%',
    'Activity scheduled > Activity started | 4 × · 80.0%',
    'Activity scheduled > Activity not taken | 1 × · 20.0%',
    'Activity started > Activity timed out | error | 2 × · 50.0%',
    'Activity started > Activity cancelled | error | 1 × · 25.0%',
    'Activity started > Activity has no end yet | 1 × · 25.0%',
  ]);
});

test('spans that their sender sampled count as often as they stand for', () => {
  const spans = workflowSpans('done').map((span) => ({ ...span, weight: 4 }));
  const diagram = workflowStatesOf(factsOf(spans, workflowSpans('done')));
  expect(told(diagram as BlockDiagram)[0]).toContain('5 ×');
  expect(diagram?.facts.find(({ name }) => name === 'basis')?.value).toBe(
    '18 spans of 2 traces with workflows; counts are weighted by sampling',
  );
});

test('without workflows there is nothing; names of states are no names of services', () => {
  expect(workflowStatesOf(factsOf([{ id: 'a', service: 'shop', name: 'GET /' }]))).toBeUndefined();
  const diagram = workflowStatesOf({ ...factsOf(workflowSpans('done')), source: 'service secret' });
  if (diagram === undefined) throw new Error('there is nothing to draw');
  const redacted = JSON.stringify(redactLive(diagram, { services: true, labels: false }));
  expect(redacted).toContain('Activity completed');
  expect(redacted).not.toContain('secret');
});

test('200 random hostile traces: each task is in steps of its own, and the drawn and hidden ones are all of them', () => {
  const random = seededRandom(31);
  let tasks = 0;
  for (let round = 0; round < 150; round++) {
    for (const trace of apiTraces(hostileWindow(random))) {
      const placed = placedTrace(trace);
      const { steps } = workflowSteps(placed);
      const of = (what: string, starts: boolean): number =>
        placed.filter(({ source }) => {
          const task = taskOf(source.name);
          return task?.what === what && task.starts === starts;
        }).length;
      const into = (...names: readonly string[]): number => steps.filter(({ to }) => names.includes(to ?? '')).length;
      const told = `round ${round}`;
      expect(into('activityStarted', 'activityRetried'), told).toBe(of('activity', false));
      expect(into('activityScheduled'), told).toBe(of('activity', true));
      expect(into('workflowRunning'), told).toBe(of('workflow', false));
      // Whatever begins ends.
      expect(steps.filter(({ to }) => to === undefined).length, told).toBe(
        steps.filter(({ from }) => from === undefined).length,
      );
      tasks += of('activity', false);
      expect(workflowSteps(placedTrace({ ...trace, spans: shuffled(trace.spans, random) })), told).toEqual({
        ...workflowSteps(placed),
      });
      const diagram = workflowStatesOf({
        language: 'en',
        source: '',
        traces: [{ ...trace, spans: trace.spans.map((span) => ({ ...span, weight: 1 })) }],
        found: 1,
      });
      const sums = (diagram?.facts ?? []).flatMap(({ value }) => /(\d+) steps?$/.exec(value)?.[1] ?? []);
      expect(
        sums.reduce((sum, count) => sum + Number(count), 0),
        told,
      ).toBe(steps.length);
    }
  }
  expect(tasks).toBeGreaterThan(500);
});
