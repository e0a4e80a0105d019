// Where the trace context went over many traces: from service to service, how often it arrived whole, and how often it seems
// to have been lost, with what speaks for that.
import type { BlockDiagram, DiagramLanguage, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField, shareField, VALUE_SEPARATOR } from '../fixed-width.ts';
import { visibleLabel } from '../mermaid-label.ts';
import type { ServiceColor } from '../picture.ts';
import { compare, type PlacedSpan } from '../sequence/sequence-span.ts';
import type { ApiTrace } from '../trace-spans.ts';
import { fitLive } from '../window/fit-live.ts';
import { basisText, placedTrace, type TracesFacts, traceSpanOf } from '../window/traces-facts.ts';
import { roughSizes } from '../window/rough-size.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted, grouped } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { WINDOW_WORDS } from '../words/window-words.ts';
import { type Hop, type HopCheck, type HopEnd, hopsOf, type LoneServer } from './propagation-hops.ts';

/** Nobody reads more. */
const MAX_WAYS = 200;
const MAX_NAME = 40;
const MAX_LANGUAGES = 3;
/** No id of a node: those begin with its kind. */
const MISSING = 'parent not here';

/** What speaks for a context that was lost, in the order in which it is told. */
const FLAWS = [
  'parent not here',
  'goes on as another trace',
  'no SERVER span',
  'sampled flag differs',
] as const satisfies (keyof HopWords['flaws'])[];
type Flaw = (typeof FLAWS)[number];
type HopWords = (typeof WINDOW_WORDS)['en']['hops'];

export function hopsOfTraces(facts: TracesFacts): BlockDiagram | undefined {
  const survey = surveyHops(facts.traces);
  if (survey.ways.size === 0) return undefined;
  const colors = colorsOf(facts.traces);
  return fitLive((most) => draw(facts, survey, colors, most), MAX_WAYS);
}

/** All hops from one end to another. */
export interface HopWay {
  readonly from: string;
  readonly to: string;
  readonly async: boolean;
  /** Weighted by sampling, by what became of the context. */
  readonly whole: number;
  readonly lost: ReadonlyMap<Flaw, number>;
  /** Calls to hosts of which nothing tells whether they know of contexts. */
  readonly open: number;
  /** Hops of which both sides tell whether they are sampled, and those of them that are. */
  readonly told: number;
  readonly sampled: number;
  readonly example: PlacedSpan;
}

export interface HopSurvey {
  /** By a key of their own. */
  readonly ways: ReadonlyMap<string, HopWay>;
  readonly ends: ReadonlyMap<string, End>;
  /** Calls to databases and queues, which pass no context on. */
  readonly unchecked: number;
}

interface End extends HopEnd {
  readonly languages: ReadonlySet<string>;
}

/** The same for any order of the traces and of their spans. */
export function surveyHops(traces: readonly ApiTrace[]): HopSurvey {
  const ways = new Map<string, Hop[]>();
  const ends = new Map<string, HopEnd & { readonly languages: Set<string> }>();
  const lone = traces.flatMap(loneOf).sort((a, b) => compare(a.start, b.start));
  let unchecked = 0;
  const end = (one: HopEnd | undefined): string => {
    if (one === undefined) return MISSING;
    const known = ends.get(one.id) ?? { ...one, languages: new Set<string>() };
    if (one.language !== '') known.languages.add(one.language);
    ends.set(one.id, known);
    return one.id;
  };
  for (const trace of traces) {
    const placed = placedTrace(trace);
    const found = hopsOf(placed, meanwhile(trace, placed, lone));
    unchecked += found.unchecked;
    for (const hop of found.hops) {
      const key = JSON.stringify([end(hop.from), end(hop.to), hop.async]);
      const known = ways.get(key);
      if (known === undefined) ways.set(key, [hop]);
      else known.push(hop);
    }
  }
  const sorted = [...ways].sort(([a], [b]) => compare(a, b));
  return { ways: new Map(sorted.flatMap(([key, hops]) => summed(key, hops))), ends, unchecked };
}

function summed(key: string, hops: readonly Hop[]): [string, HopWay][] {
  // Sums of weights are the same only in the same order.
  const sorted = hops.toSorted(byWorth);
  const [example] = sorted;
  if (example === undefined) return [];
  const weightWhere = (wanted: (hop: Hop) => boolean): number =>
    sorted.reduce((sum, hop) => (wanted(hop) ? sum + traceSpanOf(hop.span).weight : sum), 0);
  const told = ({ check }: Hop): boolean => check.kind === 'arrived' && check.sampled !== undefined;
  const lost = FLAWS.flatMap((flaw): [Flaw, number][] => {
    const weight = weightWhere(({ check }) => flawOf(check) === flaw);
    return weight === 0 ? [] : [[flaw, weight]];
  });
  const way: HopWay = {
    from: example.from?.id ?? MISSING,
    to: example.to.id,
    async: example.async,
    whole: weightWhere(({ check }) => check.kind === 'arrived' && flawOf(check) === undefined),
    lost: new Map(lost),
    open: weightWhere(({ check }) => check.kind === 'unanswered' && check.reason === undefined),
    told: weightWhere(told),
    sampled: weightWhere((hop) => told(hop) && (traceSpanOf(hop.span).flags & 1) === 1),
    example: example.span,
  };
  return [[key, way]];
}

/** What seems lost comes first; then the ids, so that it is the same span each time. */
function byWorth(a: Hop, b: Hop): number {
  const [one, other] = [a.span, b.span];
  return (
    Number(flawOf(b.check) !== undefined) - Number(flawOf(a.check) !== undefined) ||
    compare(one.source.traceId, other.source.traceId) ||
    compare(one.spanId, other.spanId) ||
    compare(one.contentHash, other.contentHash) ||
    compare(a.check.kind, b.check.kind)
  );
}

function flawOf(check: HopCheck): Flaw | undefined {
  switch (check.kind) {
    case 'arrived':
      return check.sampled === false ? 'sampled flag differs' : undefined;
    case 'parent missing':
      return 'parent not here';
    case 'unanswered':
      if (check.reason === undefined) return undefined;
      return check.reason === 'trace begins' ? 'goes on as another trace' : 'no SERVER span';
  }
}

/** Servers at which a trace begins. */
function loneOf({ traceId, spans, resources }: ApiTrace): LoneServer[] {
  return spans.flatMap(({ parentSpanId, kind, start, resource }) =>
    parentSpanId === undefined && kind === 'server'
      ? [{ traceId, service: resources[resource]?.service.name ?? '', start: BigInt(start) }]
      : [],
  );
}

/** Those that began while a trace ran, of other traces. `lone` by their start. */
function meanwhile({ traceId }: ApiTrace, placed: readonly PlacedSpan[], lone: readonly LoneServer[]): LoneServer[] {
  const calls = placed.filter(({ peer, source }) => peer !== undefined && source.end > source.start);
  const first = calls.reduce(
    (least, { source }) => (source.start < least ? source.start : least),
    calls[0]?.source.start ?? 0n,
  );
  const last = calls.reduce((most, { source }) => (source.end > most ? source.end : most), 0n);
  let [begin, end] = [0, lone.length];
  while (begin < end) {
    const middle = (begin + end) >> 1;
    if ((lone[middle]?.start ?? last) < first) begin = middle + 1;
    else end = middle;
  }
  const found: LoneServer[] = [];
  for (let place = begin; place < lone.length; place++) {
    const one = lone[place];
    if (one === undefined || one.start > last) break;
    if (one.traceId !== traceId) found.push(one);
  }
  return found;
}

function colorsOf(traces: readonly ApiTrace[]): ReadonlyMap<string, ServiceColor> {
  return new Map(
    traces.flatMap(({ resources }) =>
      resources.map(({ service }): [string, ServiceColor] => [
        JSON.stringify([service.name, service.namespace]),
        service,
      ]),
    ),
  );
}

// ---------------------------------------------------------------------------------------------------------- drawing

function draw(
  facts: TracesFacts,
  { ways, ends, unchecked }: HopSurvey,
  colors: ReadonlyMap<string, ServiceColor>,
  most: number,
): BlockDiagram {
  const { language } = facts;
  const [common, { hops: words }, nouns] = [COMMON_WORDS[language], WINDOW_WORDS[language], NOUNS[language]];
  const all = [...ways.values()];
  const [lost, total] = [roughSizes(all.map(lostOf)), roughSizes(all.map(totalOf))];
  const kept = new Set(
    all.toSorted((a, b) => lost(lostOf(b)) - lost(lostOf(a)) || total(totalOf(b)) - total(totalOf(a))).slice(0, most),
  );
  const shown = all.filter((way) => kept.has(way));
  const hidden = all.filter((way) => !kept.has(way));
  const lostTo = new Set(shown.flatMap((way) => (lostOf(way) > 0 ? [way.to] : [])));
  const ids = [...new Set(shown.flatMap(({ from, to }) => [from, to]))].sort(compare);
  const names = new Map<string, number>();
  for (const { name, kind } of ends.values()) names.set(`${kind} ${name}`, (names.get(`${kind} ${name}`) ?? 0) + 1);
  const blocks = ids.map((id): LiveBlock => {
    const end = ends.get(id);
    if (end === undefined) return missingBlock(id, words.parentNotHere);
    return blockOf(end, {
      suspected: lostTo.has(id),
      ambiguous: (names.get(`${end.kind} ${end.name}`) ?? 0) > 1,
      colors,
      language,
    });
  });
  const services = blocks.filter(({ shape }) => shape === 'box').length;
  return {
    type: 'flowchart',
    direction: 'LR',
    ours: false,
    language,
    title: words.title,
    source: facts.source,
    facts: [
      {
        name: 'shown',
        value: common.list([
          counted(services, nouns.parts),
          counted(shown.length, nouns.ways),
          hopsText(shown, language),
        ]),
      },
      ...(hidden.length === 0
        ? []
        : [
            {
              name: 'hidden' as const,
              value: common.list([counted(hidden.length, nouns.ways), hopsText(hidden, language)]),
            },
          ]),
      ...lostFact(all, language),
      {
        name: 'basis',
        value: common.and(basisText(facts), words.unchecked(grouped(unchecked))),
      },
    ],
    blocks,
    flows: shown.map((way) => flowOf(way, language)),
    notes: [],
  };
}

/** A context that was lost leaves no trace: that it was is inferred. */
function lostFact(ways: readonly HopWay[], language: DiagramLanguage): BlockDiagram['facts'] {
  const [common, { hops: words }] = [COMMON_WORDS[language], WINDOW_WORDS[language]];
  const told = FLAWS.flatMap((flaw) => {
    const weight = ways.reduce((sum, { lost }) => sum + (lost.get(flaw) ?? 0), 0);
    return weight === 0 ? [] : [common.fact(words.flaws[flaw], grouped(Math.round(weight)))];
  });
  return told.length === 0 ? [] : [{ name: 'inferred', value: words.lost(common.list(told)) }];
}

function hopsText(ways: readonly HopWay[], language: DiagramLanguage): string {
  const total = ways.reduce((sum, way) => sum + totalOf(way), 0);
  const lost = Math.round(ways.reduce((sum, way) => sum + lostOf(way), 0));
  return COMMON_WORDS[language].list([
    counted(Math.round(total), NOUNS[language].hops),
    WINDOW_WORDS[language].hops.notWhole(grouped(lost)),
  ]);
}

function lostOf({ lost }: HopWay): number {
  return [...lost.values()].reduce((sum, weight) => sum + weight, 0);
}

export function totalOf(way: HopWay): number {
  return way.whole + way.open + lostOf(way);
}

function missingBlock(id: string, name: string): LiveBlock {
  return { id, name, shape: 'round', values: [], state: 'ghost', within: [] };
}

interface Surroundings {
  readonly suspected: boolean;
  readonly ambiguous: boolean;
  readonly colors: ReadonlyMap<string, ServiceColor>;
  readonly language: DiagramLanguage;
}

function blockOf(
  { id, name, namespace, kind, languages }: End,
  { suspected, ambiguous, colors, language }: Surroundings,
): LiveBlock {
  const plain = ambiguous && namespace !== '' ? `${namespace}/${name}` : name;
  const color = kind === 'service' ? colors.get(JSON.stringify([name, namespace])) : undefined;
  return {
    id,
    name: kind === 'host' && name === '' ? COMMON_WORDS[language].unnamedHost : visibleLabel(plain, MAX_NAME),
    shape: 'box',
    values:
      languages.size === 0
        ? []
        : [
            [...languages]
              .sort(compare)
              .slice(0, MAX_LANGUAGES)
              .map((one) => visibleLabel(one, 20))
              .join(', '),
          ],
    state: suspected ? 'bad' : kind === 'host' ? 'ghost' : 'ok',
    within: [],
    ...(color === undefined ? {} : { color: color.color, secondLap: color.secondLap }),
    ...(kind === 'service'
      ? { leads: { to: 'search' as const, service: name, ...(namespace === '' ? {} : { namespace }) } }
      : {}),
  };
}

function flowOf(way: HopWay, language: DiagramLanguage): LiveFlow {
  const [{ hops: words }, nouns] = [WINDOW_WORDS[language], NOUNS[language]];
  const { from, to, async, whole, lost, open, told, sampled, example } = way;
  const judged = whole + lostOf(way);
  return {
    from,
    to,
    line: async ? 'dashed' : 'solid',
    label: '',
    values: [
      [
        countField(totalOf(way), nouns.hops),
        judged === 0 ? words.flaws['no SERVER span'] : shareField(whole / judged, words.whole),
      ].join(VALUE_SEPARATOR),
      ...(told === 0 ? [] : [shareField(sampled / told, words.sampled)]),
      ...[...lost].map(([flaw, weight]) => `✗\u00a0${countField(weight, words.flaws[flaw])}`),
      ...(judged === 0 || open === 0 ? [] : [countField(open, words.unanswered)]),
    ],
    failing: lost.size > 0,
    leads: { to: 'span', traceId: example.source.traceId, spanId: example.spanId },
  };
}
