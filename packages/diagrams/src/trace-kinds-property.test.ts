// @vitest-environment jsdom
// Over random hostile traces, for every kind that is drawn from one trace: Mermaid's own parser reads each text as what the
// model says, and keeps what all kinds promise.
import { seededRandom } from '@spanloom/analysis/testing';
import { TRACE_DIAGRAMS } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { callGraphOfTrace } from './call-graph/trace-calls.ts';
import { callGraphText } from './call-graph/trace-calls-text.ts';
import { entitiesOfTrace } from './entities/trace-entities.ts';
import { entitiesText } from './entities/trace-entities-text.ts';
import { ganttOfTrace, MAX_BARS } from './gantt/trace-gantt.ts';
import { ganttText } from './gantt/trace-gantt-text.ts';
import { visibleLabel } from './mermaid-label.ts';
import { propagationOfTrace } from './propagation/trace-propagation.ts';
import { propagationText } from './propagation/trace-propagation-text.ts';
import { EVENTS, LIFECYCLE, statesOfTrace } from './states/trace-states.ts';
import { statesText } from './states/trace-states-text.ts';
import { hostileTrace } from './testing/hostile-trace.ts';
import { decoded, parsedDb } from './testing/parse-mermaid.ts';
import { promisedMapPicture, promisedTracePicture, randomLanguage } from './testing/promises.ts';
import { randomGraph } from './testing/random-graph.ts';

const SEED = 7;
const ROUNDS = 60;
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

const random = seededRandom(SEED);
const TRACES = Array.from({ length: ROUNDS }, () => hostileTrace(random));

test.each(TRACE_DIAGRAMS)(`what %s promises of ${ROUNDS} random hostile traces (seed ${SEED})`, (kind) => {
  for (const spans of TRACES) promisedTracePicture(kind, spans, random, randomLanguage(random));
});

test(`what maps promise of ${ROUNDS} random hostile graphs (seed ${SEED})`, () => {
  for (let round = 0; round < ROUNDS; round++) promisedMapPicture(randomGraph(random), random, randomLanguage(random));
});

test(`gantts of ${ROUNDS} random hostile traces (seed ${SEED})`, async () => {
  for (const [round, spans] of TRACES.entries()) {
    const told = `seed ${SEED}, round ${round}`;
    const gantt = ganttOfTrace(spans);
    const text = ganttText(gantt, TRACE_ID);
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
    const text = entitiesText(model, TRACE_ID);
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
    const text = propagationText(model, TRACE_ID, 'dark');
    if (model.hops.length > 0) await expectFlowchart(text, model.nodes, model.hops, told);
  }
});

test(`call graphs of ${ROUNDS} random hostile traces (seed ${SEED})`, async () => {
  for (const [round, spans] of TRACES.entries()) {
    const told = `seed ${SEED}, round ${round}`;
    const model = callGraphOfTrace(spans);
    const text = callGraphText(model, TRACE_ID, 'dark');
    if (model.edges.length > 0) await expectFlowchart(text, model.nodes, model.edges, told);
  }
});

test.each([LIFECYCLE, EVENTS, 'peer.service'])(
  `states by %s of ${ROUNDS} random hostile traces (seed ${SEED})`,
  async (by) => {
    for (const [round, spans] of TRACES.entries()) {
      const told = `seed ${SEED}, round ${round}`;
      const model = statesOfTrace(spans, by);
      const text = statesText(model, TRACE_ID, 'dark');
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
    [...db.getVertices()].map(([key, vertex]) => [key, inOneLine(decoded(vertex.text ?? ''))]),
    told,
  ).toEqual(nodes.map(({ key, label }) => [key, inOneLine(visibleLabel(label, 120))]));
  expect(
    db.getEdges().map((edge) => [edge.start, edge.end, inOneLine(decoded(edge.text))]),
    told,
  ).toEqual(edges.map(({ from, to, label }) => [from.key, to.key, inOneLine(visibleLabel(label, 120))]));
}

/** What stands in lines of its own is told with a point between. */
function inOneLine(text: string): string {
  return text.replaceAll(/<br ?\/?>/g, ' · ');
}
