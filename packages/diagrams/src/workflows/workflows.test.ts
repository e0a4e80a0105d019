// @vitest-environment jsdom
// Workflows of a window: what is put on a queue, who takes it, and what fails where.
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import { trimPadding } from '../fixed-width.ts';
import { liveText } from '../live/live-text.ts';
import { hostileLabels } from '../testing/hostile-labels.ts';
import { parsedDb } from '../testing/parse-mermaid.ts';
import { sampleWorkflows, workflowSpan } from '../testing/sample-workflows.ts';
import { workflowsOf } from './workflows.ts';

const ORIGIN = { start: '2026-11-20T13:25:00Z', end: '2026-11-20T14:25:00Z' };

test('client, task queue, worker and activities, with attempts, waits and what failed', () => {
  const diagram = workflowsOf(sampleWorkflows());
  const names = new Map(diagram.blocks.map(({ id, name }) => [id, name]));
  expect(
    diagram.blocks.map(({ name, values, state, within }) =>
      [state, within.join(), name, ...values.map(trimPadding)].join(' | '),
    ),
  ).toEqual([
    'bad | worker payment | ChargeCard | 3 attempts · 66.7% | p50 40.0 ms',
    'ok |  | card-activities | 3 tasks | p50 wait 20.0 ms',
    'ok |  | nightly | 2 tasks | p50 wait 20.0 ms',
    'warn | worker fulfilment | Renew | 2 runs · 50.0% | p50 400 ms',
    'ok | started by subscriptions | subscriptions | 2 starts',
  ]);
  expect(
    diagram.flows.map(
      ({ from, to, values, failing }) =>
        `${names.get(from)} > ${names.get(to)} ${values.map(trimPadding).join()}${failing ? ' !' : ''}`,
    ),
  ).toEqual([
    'card-activities > ChargeCard 3 times · 66.7% !',
    'nightly > Renew 2 times · 50.0% !',
    'Renew > card-activities 2 times · 0%',
    'subscriptions > nightly 2 times · 0%',
  ]);
  expect(diagram.facts.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'shown: 5 parts, 4 ways',
    'basis: 9 spans of the newest 2 of 7 traces with workflows',
  ]);
});

test('a few more or fewer runs do not change what is drawn; what fails always is', () => {
  const random = seededRandom(37);
  const shown = (): string => {
    const trace = Array.from({ length: 80 }, (_, activity) =>
      Array.from({ length: 23 + Math.floor(random() * 3) }, (__, run) =>
        workflowSpan(1000 * activity + run + 1, 0, `RunActivity:A${activity}`, 'worker', {
          queue: 'one',
          error: activity === 79,
        }),
      ),
    ).flat();
    const { blocks } = workflowsOf({ language: 'en', source: 'all traces', traces: [trace], found: 1 });
    expect(blocks).toHaveLength(60);
    expect(blocks.some(({ name }) => name === 'A79')).toBe(true);
    return JSON.stringify(blocks.map(({ id }) => id));
  };
  expect(new Set(Array.from({ length: 20 }, shown)).size).toBe(1);
});

test('30 windows of hostile names: the same text for any order, short enough, parsed as it was meant', async () => {
  const random = seededRandom(12);
  const labels = hostileLabels(200, random);
  const pick = (): string => labels[Math.floor(random() * labels.length)] ?? '';
  const kinds = ['StartWorkflow', 'RunWorkflow', 'StartActivity', 'RunActivity', 'GET'];
  for (let round = 0; round < 30; round++) {
    const traces = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
      Array.from({ length: 1 + Math.floor(random() * (round < 25 ? 12 : 200)) }, (_, id) =>
        workflowSpan(id + 1, Math.floor(random() * 10), `${kinds[Math.floor(random() * 5)]}:${pick()}`, pick(), {
          error: random() < 0.2,
          ...(random() < 0.5 ? { queue: pick() } : {}),
        }),
      ),
    );
    const facts = { language: 'en' as const, source: 'all traces', traces, found: traces.length };
    const diagram = workflowsOf(facts);
    const text = liveText(diagram, ORIGIN, 'dark');
    const other = { ...facts, traces: shuffled(traces, random).map((trace) => shuffled(trace, random)) };
    expect(liveText(workflowsOf(other), ORIGIN, 'dark'), `round ${round}`).toBe(text);
    expect(text.length).toBeLessThan(50_000);
    if (diagram.blocks.length === 0) continue;
    const db = await parsedDb(text, 'getVertices', 'getEdges');
    expect(db.getVertices().size).toBe(diagram.blocks.length);
    expect(db.getEdges().length).toBe(diagram.flows.length);
  }
});
