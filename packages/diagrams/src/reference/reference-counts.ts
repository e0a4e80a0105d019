// What live diagrams count of the parts of a reference diagram: lines below the names of its parts. A part of which nothing was
// counted has none.
import type { BlockDiagram, DiagramLanguage, LiveBlock, LiveDiagram } from '@spanloom/api-schema';
import { trimPadding } from '../fixed-width.ts';
import { mermaidLabel, visibleLabel } from '../mermaid-label.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted, nounFor } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { REFERENCE_WORDS } from '../words/reference-words.ts';
import { SERVER_WORDS } from '../words/server-words.ts';
import { WINDOW_WORDS } from '../words/window-words.ts';
import { REFERENCE_DIAGRAMS, type ReferenceDiagram } from './reference-diagrams.ts';

export interface ReferenceCount {
  /** The part, as the text of the diagram calls it. */
  readonly part: string;
  readonly name: string;
  readonly lines: readonly string[];
}

interface CountedIn {
  /** The live diagram that counts: of the server since its start, or of a window. */
  readonly kind: 'transport' | 'pipeline' | 'sdks';
  readonly subject: 'server' | 'window';
  /** Lines by part. */
  readonly count: (diagram: BlockDiagram) => Readonly<Record<string, readonly string[]>>;
}

/** Nobody reads more at one part. */
const MAX_LINES = 5;
const MAX_NAME = 32;

/** Nothing counts what happens at a desk. */
export const COUNTED_IN: Readonly<Record<ReferenceDiagram, CountedIn | undefined>> = {
  M20: { kind: 'sdks', subject: 'window', count: countStarts },
  A3: { kind: 'sdks', subject: 'window', count: countSent },
  M6: { kind: 'sdks', subject: 'window', count: countProbes },
  L4: { kind: 'transport', subject: 'server', count: countLayers },
  S11: { kind: 'pipeline', subject: 'server', count: countAnswers },
  M12: undefined,
};

/** In the order of the text. */
export function referenceCounts(no: ReferenceDiagram, diagram: LiveDiagram | undefined): ReferenceCount[] {
  const { language = 'en' } = diagram ?? {};
  const counts = diagram === undefined || diagram.type === 'sequence' ? undefined : COUNTED_IN[no]?.count(diagram);
  return Object.entries(counts ?? {}).flatMap(([part, lines]) => {
    const shown = lines.slice(0, MAX_LINES);
    if (lines.length > MAX_LINES) shown.push(REFERENCE_WORDS[language].more(lines.length - MAX_LINES));
    const name = partOf(REFERENCE_DIAGRAMS[no][language], part)?.name;
    return shown.length === 0 || name === undefined ? [] : [{ part, name, lines: shown }];
  });
}

/** The diagram with its counts. */
export function referenceText(
  no: ReferenceDiagram,
  counts: readonly ReferenceCount[],
  language: DiagramLanguage,
): string {
  let text: string = REFERENCE_DIAGRAMS[no][language];
  for (const { part, lines } of counts) {
    const found = partOf(text, part);
    if (found === undefined) continue;
    const added = lines.map((line) => `<br/>${mermaidLabel(line)}`).join('');
    text = text.slice(0, found.end) + added + text.slice(found.end);
  }
  return text;
}

/** Equal for counts that differ in their numbers alone. */
export function countsStructure(
  no: ReferenceDiagram,
  counts: readonly ReferenceCount[],
  language: DiagramLanguage,
): string {
  return JSON.stringify([no, language, counts.map(({ part, lines }) => [part, lines.map(({ length }) => length)])]);
}

/** Where the name of a part ends in the text. */
function partOf(text: string, part: string): { readonly name: string; readonly end: number } | undefined {
  const opening = text.startsWith('flowchart') ? String.raw`\b${part}[[({/]+"([^"]+)` : String.raw`^${part} : (.+)`;
  const match = new RegExp(opening, 'm').exec(text);
  if (match === null) return undefined;
  return { name: (match[1] ?? '').replaceAll('<br/>', ' · '), end: match.index + match[0].length };
}

function isUsed({ state }: LiveBlock): boolean {
  return state !== 'ghost';
}

function naming({ language }: BlockDiagram): (block: LiveBlock) => string {
  const { fact } = COMMON_WORDS[language];
  return ({ name, values: [first = ''] }) => fact(visibleLabel(name, MAX_NAME), first);
}

/** Services by the language of their SDKs, those of most services first. */
function countStarts(diagram: BlockDiagram): Record<string, readonly string[]> {
  const { blocks, flows, language: words } = diagram;
  const { boxes } = WINDOW_WORDS[words].sdks;
  const makers = new Map(blocks.filter((block) => isWithin(block, boxes.sdk)).map((block) => [block.id, block]));
  const services = new Map<string, Set<string>>();
  for (const { from, to } of flows) {
    const maker = makers.get(to);
    const language = maker && languageOf(maker);
    if (language !== undefined) services.set(language, (services.get(language) ?? new Set()).add(from));
  }
  const most = [...services].sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1));
  return {
    register: most.map(([language, { size }]) =>
      COMMON_WORDS[words].fact(visibleLabel(language, MAX_NAME), servicesIn(diagram, size)),
    ),
  };
}

/** A live diagram has room for so many: of the rest it is not known what made their spans. */
function servicesIn({ facts, language }: BlockDiagram, count: number): string {
  const services = counted(count, NOUNS[language].services);
  return facts.some(({ name }) => name === 'hidden') ? REFERENCE_WORDS[language].orMore(services) : services;
}

const LANGUAGE = 'telemetry.sdk.language=';

function languageOf({ leads }: LiveBlock): string | undefined {
  const conditions = leads?.to === 'search' ? (leads.resourceAttr ?? []) : [];
  return conditions.find((condition) => condition.startsWith(LANGUAGE))?.slice(LANGUAGE.length);
}

function isWithin({ within }: LiveBlock, box: string): boolean {
  return within.includes(box);
}

/** Which SDKs sent spans, and how many. */
function countSent(diagram: BlockDiagram): Record<string, readonly string[]> {
  const { blocks, language } = diagram;
  const { boxes } = WINDOW_WORDS[language].sdks;
  const makers = blocks.filter((block) => isWithin(block, boxes.sdk));
  const services = blocks.filter((block) => isWithin(block, boxes.services)).length;
  if (makers.length === 0) return {};
  return {
    resource: [servicesIn(diagram, services)],
    tracers: [`${makers.length} ${nounFor(makers.length, NOUNS[language].sdks)}`],
    exporters: makers.map(naming(diagram)),
  };
}

function countProbes(diagram: BlockDiagram): Record<string, readonly string[]> {
  const { probe } = WINDOW_WORDS[diagram.language].sdks.boxes;
  return { agent: diagram.blocks.filter((block) => isWithin(block, probe)).map(naming(diagram)) };
}

const PROTOCOLS = ['http/protobuf', 'http/json', 'grpc'];

/** What came by each protocol and encoding, and in how many bytes. */
function countLayers(diagram: BlockDiagram): Record<string, readonly string[]> {
  const { blocks, language } = diagram;
  const { fact, list } = COMMON_WORDS[language];
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const used = (part: string, ids = PROTOCOLS): LiveBlock[] =>
    ids.flatMap((protocol) => byId.get(`${protocol} ${part}`) ?? []).filter(isUsed);
  const values = (found: readonly LiveBlock[], place: number): string[] =>
    found.map((block) => block.values[place] ?? '');
  const taken = blocks.filter(({ id }) => id === 'stored' && used('sent').length > 0);
  return {
    traces: values(taken, 1),
    request: values(taken, 0),
    json: values(used('sent', ['http/json']), 0),
    gzip: [...used('gzip'), ...used('plain')].map(({ id, name, values: [requests = '', bytes = ''] }) => {
      const [protocol = ''] = id.split(' ');
      return fact(`${protocol} ${name}`, list([requests, bytes]));
    }),
    grpc: values(used('sent', ['grpc']), 0),
    http: used('sent', ['http/protobuf', 'http/json']).map(naming(diagram)),
  };
}

/** What this server answered: an exporter that talks to it goes on from there. */
function countAnswers(diagram: BlockDiagram): Record<string, readonly string[]> {
  const { blocks, language } = diagram;
  const named = naming(diagram);
  const find = (id: string): LiveBlock[] => blocks.filter((block) => block.id === id && isUsed(block));
  const refused = blocks.filter((block) => isWithin(block, SERVER_WORDS[language].boxes.why));
  const again = refused.filter(({ name }) => name.endsWith('503'));
  return {
    done: [...find('otlp-http'), ...find('otlp-grpc')]
      .filter(({ values }) => !trimPadding(values[0] ?? '').startsWith('0 '))
      .map(named),
    partly: find('rejected').map(({ values: [items = ''] }) => items),
    waiting: again.map(named),
    dropped: refused.filter((block) => !again.includes(block)).map(named),
  };
}
