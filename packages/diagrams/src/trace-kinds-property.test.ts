// @vitest-environment jsdom
// Over random hostile traces, for every kind that is drawn from one trace: Mermaid's own parser reads each text as what the
// model says, the order of the spans does not matter, and no span is lost or counted twice.
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import { callGraphOfTrace } from './call-graph/trace-calls.ts';
import { callGraphText } from './call-graph/trace-calls-text.ts';
import { entitiesOfTrace } from './entities/trace-entities.ts';
import { entitiesText } from './entities/trace-entities-text.ts';
import { ganttOfTrace, MAX_BARS } from './gantt/trace-gantt.ts';
import { ganttText } from './gantt/trace-gantt-text.ts';
import { visibleLabel } from './mermaid-label.ts';
import { sequenceOfTrace } from './sequence/sequence.ts';
import { randomTrace } from './sequence/testing/random-trace.ts';
import { hostileLabels } from './testing/hostile-labels.ts';
import { propagationOfTrace } from './propagation/trace-propagation.ts';
import { propagationText } from './propagation/trace-propagation-text.ts';
import { EVENTS, LIFECYCLE, statesOfTrace } from './states/trace-states.ts';
import { statesText } from './states/trace-states-text.ts';
import { decoded, parsedDb } from './testing/parse-mermaid.ts';
import { withFacts } from './testing/trace-spans.ts';
import type { TraceSpan } from './trace-span.ts';

const SEED = 7;
const ROUNDS = 60;
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

const random = seededRandom(SEED);
const LABELS = hostileLabels(150, random);
const pick = (): string => LABELS[Math.floor(random() * LABELS.length)] ?? '';
const TRACES: readonly (readonly TraceSpan[])[] = Array.from({ length: ROUNDS }, () =>
  withFacts(randomTrace(random).spans, () => ({
    flags: random() < 0.3 ? 0 : random() < 0.8 ? 0x101 : 0x300,
    scope: pick(),
    language: pick(),
    events:
      random() < 0.8
        ? []
        : [{ time: 5n, name: pick(), attributes: [{ key: pick(), value: { kind: 'bool', value: true } }] }],
  })),
);

/** The same text for another order, within Mermaid's limit. */
function stable(round: number, textOf: (spans: readonly TraceSpan[]) => string): string {
  const spans = TRACES[round] ?? [];
  const text = textOf(spans);
  expect(textOf(shuffled(spans, random)), `seed ${SEED}, round ${round}`).toBe(text);
  expect(text.length).toBeLessThanOrEqual(50_000);
  expect(text).toMatch(/\n%% source: trace [^\n]+\naccTitle: [^\n]+\naccDescr: [^\n]+\n/);
  return text;
}

test(`gantts of ${ROUNDS} random hostile traces (seed ${SEED})`, async () => {
  for (const [round, spans] of TRACES.entries()) {
    const told = `seed ${SEED}, round ${round}`;
    const gantt = ganttOfTrace(spans);
    const text = stable(round, (given) => ganttText(ganttOfTrace(given), TRACE_ID));
    expect(gantt.drawn + gantt.folded + gantt.hidden, told).toBe(gantt.spans);
    expect(gantt.drawn, told).toBeLessThanOrEqual(MAX_BARS);
    if (gantt.sections.length === 0) continue;
    const tasks = (await parsedDb(text, 'getTasks')).getTasks();
    expect(
      tasks.map(({ id, task, section, crit }) => [id, decoded(task).trim(), decoded(section), crit === true]),
      told,
    ).toEqual(
      gantt.sections.flatMap(({ label, bars }) =>
        bars.map((bar) => [bar.key, visibleLabel(bar.label, 120), label, bar.state === 'failed']),
      ),
    );
    for (const { startTime, endTime } of tasks) expect(endTime.getTime(), told).toBeGreaterThan(startTime.getTime());
  }
});

test(`entities of ${ROUNDS} random hostile traces (seed ${SEED})`, async () => {
  for (const [round, spans] of TRACES.entries()) {
    const told = `seed ${SEED}, round ${round}`;
    const model = entitiesOfTrace(spans);
    const text = stable(round, (given) => entitiesText(entitiesOfTrace(given), TRACE_ID));
    expect(model.entities.find(({ name }) => name === 'span')?.count ?? 0, told).toBe(model.spans);
    if (model.spans === 0) continue;
    const db = await parsedDb(text, 'getEntities', 'getRelationships');
    expect(db.getRelationships().length, told).toBe(model.relations.length);
    const read = [...db.getEntities().values()].map(({ alias, attributes }) => `${alias} ${attributes.length}`);
    const meant = model.entities.map(({ name, count, fields }) => `${name} ×${count} ${fields.length}`);
    expect(new Set(read.map((words) => words.toLowerCase())), told).toEqual(new Set(meant));
    const languages = model.entities[0]?.fields.find(({ name }) => name === 'sdk_language')?.value;
    const comment = [...db.getEntities().values()]
      .flatMap(({ attributes }) => attributes)
      .find(({ name }) => name === 'sdk_language')?.comment;
    const shown = languages?.kind === 'shares' ? languages.shares.slice(0, 6) : [];
    const words = shown.map(([word, count]) => `${visibleLabel(word, 20)} ${count}`).join(', ');
    expect(decoded(comment ?? '').slice(0, words.length), told).toBe(words);
  }
});

test(`propagation checks of ${ROUNDS} random hostile traces (seed ${SEED})`, async () => {
  for (const [round, spans] of TRACES.entries()) {
    const told = `seed ${SEED}, round ${round}`;
    const model = propagationOfTrace(spans);
    const text = stable(round, (given) => propagationText(propagationOfTrace(given), TRACE_ID, 'dark'));
    expect(
      model.hops.reduce((sum, { times }) => sum + times, model.hidden),
      told,
    ).toBe(model.total);
    if (model.hops.length > 0) await expectFlowchart(text, model.nodes, model.hops, told);
  }
});

test(`call graphs of ${ROUNDS} random hostile traces (seed ${SEED})`, async () => {
  for (const [round, spans] of TRACES.entries()) {
    const told = `seed ${SEED}, round ${round}`;
    const model = callGraphOfTrace(spans);
    const text = stable(round, (given) => callGraphText(callGraphOfTrace(given), TRACE_ID, 'dark'));
    expect(
      model.edges.reduce((sum, { times }) => sum + times, model.hidden),
      told,
    ).toBe(model.calls);
    expect(model.calls, told).toBe(sequenceOfTrace(spans).calls);
    if (model.edges.length > 0) await expectFlowchart(text, model.nodes, model.edges, told);
  }
});

test.each([LIFECYCLE, EVENTS, 'peer.service'])(
  `states by %s of ${ROUNDS} random hostile traces (seed ${SEED})`,
  async (by) => {
    for (const [round, spans] of TRACES.entries()) {
      const told = `seed ${SEED}, round ${round}`;
      const model = statesOfTrace(spans, by);
      const text = stable(round, (given) => statesText(statesOfTrace(given, by), TRACE_ID, 'dark'));
      expect(
        model.transitions.reduce((sum, { times }) => sum + times, model.hidden),
        told,
      ).toBe(model.steps);
      if (model.states.length === 0) continue;
      const db = await parsedDb(text, 'getRelations', 'getStates');
      expect(
        db.getRelations().map(({ relationTitle }) => decoded(relationTitle ?? '')),
        told,
      ).toEqual(model.transitions.map(({ label }) => label));
      for (const { key, label } of model.states) {
        expect(db.getStates().get(key)?.descriptions?.map(decoded), told).toEqual([label]);
      }
    }
  },
);

interface Labelled {
  readonly key: string;
  readonly label: string;
}

async function expectFlowchart(
  text: string,
  nodes: readonly Labelled[],
  edges: readonly { readonly from: Labelled; readonly to: Labelled; readonly label: string }[],
  told: string,
): Promise<void> {
  const db = await parsedDb(text, 'getVertices', 'getEdges');
  expect(
    [...db.getVertices()].map(([key, vertex]) => [key, decoded(vertex.text ?? '')]),
    told,
  ).toEqual(nodes.map(({ key, label }) => [key, visibleLabel(label, 120)]));
  expect(
    db.getEdges().map((edge) => [edge.start, edge.end, decoded(edge.text)]),
    told,
  ).toEqual(edges.map(({ from, to, label }) => [from.key, to.key, visibleLabel(label, 120)]));
}
