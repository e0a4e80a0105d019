// What every kind of diagram promises of everything that it is drawn from: the same text for any order, within Mermaid's
// limit, with its source, and nothing lost or counted twice. Throws where a promise is not kept.
import assert from 'node:assert/strict';
import { shuffled } from '@spanloom/analysis/testing';
import type { DiagramLanguage, LiveDiagram, TraceDiagramKind, WindowDiagramKind } from '@spanloom/api-schema';
import type { MapSource, MapSourceNode } from '../architecture-map.ts';
import { drawableMap, mapText } from '../architecture-map-text.ts';
import { callGraphOfTrace } from '../call-graph/trace-calls.ts';
import { entitiesOfTrace } from '../entities/trace-entities.ts';
import { ganttOfTrace } from '../gantt/trace-gantt.ts';
import { livePicture } from '../live/live-picture.ts';
import { mapPicture, type MermaidPicture, type ServiceColor } from '../picture.ts';
import type { LoneServer } from '../propagation/propagation-hops.ts';
import { propagationOfTrace } from '../propagation/trace-propagation.ts';
import { sequenceOfTrace } from '../sequence/sequence.ts';
import { EVENTS, statesOfTrace } from '../states/trace-states.ts';
import { MAX_TEXT } from '../text-limits.ts';
import type { DiagramTheme } from '../tokens.ts';
import { tracePicture, type TracePictureOptions } from '../trace-picture.ts';
import { traceSpans } from '../trace-spans.ts';
import type { TraceSpan } from '../trace-span.ts';
import { apiTrace } from './api-trace.ts';
import { hostileLabels } from './hostile-labels.ts';
import { type HostileWindow, reordered, windowDiagramOf } from './hostile-window.ts';

const ORIGIN_TIMES = { start: '2026-11-20T13:25:00Z', end: '2026-11-20T14:25:00Z' };

interface Counts {
  /** Drawn, folded and hidden. */
  readonly told: number;
  readonly all: number;
  /** Lines of the text that state them. */
  readonly lines: number;
}

type Options = Pick<TracePictureOptions, 'by' | 'everyParticipant' | 'loneServers'>;

const COUNTS: Readonly<Record<TraceDiagramKind, (spans: readonly TraceSpan[], options: Options) => Counts>> = {
  sequence(spans, options) {
    const { drawn, repeats, hidden, calls } = sequenceOfTrace(spans, options);
    return { told: drawn + repeats + hidden.calls, all: calls, lines: drawn };
  },
  gantt(spans) {
    const { drawn, folded, hidden, spans: all } = ganttOfTrace(spans);
    return { told: drawn + folded + hidden, all, lines: drawn };
  },
  entities(spans) {
    const model = entitiesOfTrace(spans);
    return {
      told: model.entities.find(({ name }) => name === 'span')?.count ?? 0,
      all: model.spans,
      lines: model.relations.length,
    };
  },
  propagation(spans, { loneServers }) {
    const { hops, hidden, total } = propagationOfTrace(spans, loneServers);
    return { told: sum(hops, ({ times }) => times) + hidden, all: total, lines: hops.length };
  },
  states(spans, { by }) {
    const { transitions, hidden, steps } = statesOfTrace(spans, by);
    return { told: sum(transitions, ({ times }) => times) + hidden, all: steps, lines: transitions.length };
  },
  calls(spans) {
    const { edges, hidden, calls } = callGraphOfTrace(spans);
    assert.equal(calls, sequenceOfTrace(spans).calls);
    return { told: sum(edges, ({ times }) => times) + hidden, all: calls, lines: edges.length };
  },
};

/** A line that states a call, in each of the languages; of a sequence without the answers. */
const STATEMENT =
  /^(?:p\d+-(?:>>|x|\))\+?p\d+: |n\d+ (?:-->|-\.->|==>)|(?:s\d+|\[\*\]) --> |[A-Z]+ \|\|--|.* :(?:crit, |active, )?\w+, \d+, \d+$)/gm;

/** The picture of a trace by what a reader may ask for at random; undefined when such a picture would be empty. */
export function promisedTracePicture(
  kind: TraceDiagramKind,
  spans: readonly TraceSpan[],
  random: () => number,
  language: DiagramLanguage,
): MermaidPicture | undefined {
  const options = { ...randomOptions(random), language };
  const trace = apiTrace(spans);
  const picture = tracePicture(kind, trace, options);
  const other = tracePicture(kind, { ...trace, spans: shuffled(trace.spans, random) }, options);
  assert.deepEqual(other, picture);
  const { told, all, lines } = COUNTS[kind](traceSpans(trace), options);
  assert.equal(told, all);
  if (picture !== undefined) {
    checkText(picture.text, lines);
    // As a list it leaves nothing out.
    assert.ok((picture.steps ?? []).length >= lines);
  }
  return picture;
}

/** The same of a service graph; undefined when it has no node. */
export function promisedMapPicture(
  graph: MapSource<MapSourceNode & ServiceColor>,
  random: () => number,
  language: DiagramLanguage,
): MermaidPicture | undefined {
  const theme = randomTheme(random);
  const origin = { ...ORIGIN_TIMES, query: hostileLabels(200, random)[Math.floor(random() * 200)] ?? '' };
  const everything = { without: new Set<never>(), language };
  const map = drawableMap(graph, everything);
  const other = drawableMap(
    { ...graph, nodes: shuffled(graph.nodes, random), edges: shuffled(graph.edges, random) },
    everything,
  );
  const picture = mapPicture(map, origin, theme);
  assert.deepEqual(mapPicture(other, origin, theme), picture);
  assert.equal(map.edges.length + map.hidden.folded, graph.edges.length);
  assert.equal(
    sum(map.edges, ({ source }) => source.calls) + map.hidden.calls,
    sum(graph.edges, ({ calls }) => calls),
  );
  assert.equal(map.nodes.length + map.hidden.nodes, graph.nodes.length);
  if (map.nodes.length === 0) return undefined;
  checkText(picture.text, map.edges.length);
  checkText(mapText(map, origin, theme), map.edges.length);
  return picture;
}

/** What is drawn of a live diagram, made twice. */
export function promisedLivePicture(make: () => LiveDiagram, random: () => number): MermaidPicture {
  const theme = randomTheme(random);
  const diagram = make();
  const picture = livePicture(diagram, ORIGIN_TIMES, theme);
  assert.deepEqual(livePicture(make(), ORIGIN_TIMES, theme), picture);
  checkText(
    picture.text,
    diagram.type === 'sequence'
      ? diagram.steps.filter((step) => step.kind === 'message' && step.look !== 'answer').length
      : diagram.flows.length,
  );
  return picture;
}

/** The same of a window, by what the server makes its model with; undefined when it has nothing that such a diagram shows. */
export function promisedWindowPicture(
  kind: WindowDiagramKind,
  window: HostileWindow,
  random: () => number,
  language: DiagramLanguage,
): MermaidPicture | undefined {
  const diagram = windowDiagramOf(kind, window, language);
  assert.deepEqual(windowDiagramOf(kind, reordered(window, random), language), diagram);
  if (diagram === undefined) return undefined;
  for (const { from, to } of 'flows' in diagram ? diagram.flows : []) {
    const ids = new Set(['blocks' in diagram ? diagram.blocks.map(({ id }) => id) : []].flat());
    assert.ok((from === '' || ids.has(from)) && (to === '' || ids.has(to)));
  }
  return promisedLivePicture(() => diagram, random);
}

/**
 * With the source and so many calls, and nothing that could end the fence of Markdown or change how Mermaid is set up; of
 * names only what `mermaidLabel` made of them, wherever they stand.
 */
function checkText(text: string, calls: number): void {
  assert.match(text, /^[\w-]+(?: [A-Z]{2})?\n%% (?:source: |来源：)[^\n]+\naccTitle: [^\n]+\naccDescr: [^\n]+\n/);
  assert.ok(text.length <= MAX_TEXT, `the text has ${text.length} characters`);
  assert.doesNotMatch(text, /`|%%\{|^---/m);
  assert.doesNotMatch(text.replaceAll(/#\d+;|<br\/>/g, ''), RAW);
  assert.equal(text.match(STATEMENT)?.length ?? 0, calls, text);
}

/** What our lines never hold and every name is encoded in. */
const RAW = /[<&;$\\^~!?@']|(?!\n)\p{Cc}|[\u2028\u202a-\u202e\u2066-\u2069]/u;

function randomOptions(random: () => number): TracePictureOptions {
  return {
    theme: randomTheme(random),
    everyParticipant: random() < 0.2,
    by: [undefined, EVENTS, 'peer.service'][Math.floor(random() * 3)],
    labels: random() < 0.8,
    loneServers: random() < 0.5 ? [] : hostileLabels(150, random).map(loneServer),
  };
}

function loneServer(service: string, place: number): LoneServer {
  return { traceId: place.toString(16).padStart(32, '0'), service, start: BigInt(place * 1_000_000) };
}

export function randomLanguage(random: () => number): DiagramLanguage {
  return random() < 0.5 ? 'en' : 'zh';
}

function randomTheme(random: () => number): DiagramTheme {
  return random() < 0.5 ? 'light' : 'dark';
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
