// What live diagrams count of the parts of a reference diagram: lines below the names of its parts. A part of which nothing was
// counted has none.
import type { BlockDiagram, LiveBlock, LiveDiagram } from '@spanloom/api-schema';
import { trimPadding } from '../fixed-width.ts';
import { mermaidLabel, visibleLabel } from '../mermaid-label.ts';
import { counted } from '../words.ts';
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
  const counts = diagram === undefined || diagram.type === 'sequence' ? undefined : COUNTED_IN[no]?.count(diagram);
  return Object.entries(counts ?? {}).flatMap(([part, lines]) => {
    const shown = lines.slice(0, MAX_LINES);
    if (lines.length > MAX_LINES) shown.push(`and ${lines.length - MAX_LINES} more`);
    const name = partOf(REFERENCE_DIAGRAMS[no], part)?.name;
    return shown.length === 0 || name === undefined ? [] : [{ part, name, lines: shown }];
  });
}

/** The diagram with its counts. */
export function referenceText(no: ReferenceDiagram, counts: readonly ReferenceCount[]): string {
  let text = REFERENCE_DIAGRAMS[no];
  for (const { part, lines } of counts) {
    const found = partOf(text, part);
    if (found === undefined) continue;
    const added = lines.map((line) => `<br/>${mermaidLabel(line)}`).join('');
    text = text.slice(0, found.end) + added + text.slice(found.end);
  }
  return text;
}

/** Equal for counts that differ in their numbers alone. */
export function countsStructure(no: ReferenceDiagram, counts: readonly ReferenceCount[]): string {
  return JSON.stringify([no, counts.map(({ part, lines }) => [part, lines.map(({ length }) => length)])]);
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

function named({ name, values: [first = ''] }: LiveBlock): string {
  return `${visibleLabel(name, MAX_NAME)}: ${first}`;
}

/** Services by the language of their SDKs, those of most services first. */
function countStarts(diagram: BlockDiagram): Record<string, readonly string[]> {
  const { blocks, flows } = diagram;
  const makers = new Map(blocks.filter((block) => isWithin(block, 'SDKs')).map((block) => [block.id, block]));
  const services = new Map<string, Set<string>>();
  for (const { from, to } of flows) {
    const maker = makers.get(to);
    const language = maker && languageOf(maker);
    if (language !== undefined) services.set(language, (services.get(language) ?? new Set()).add(from));
  }
  const most = [...services].sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1));
  return {
    register: most.map(([language, { size }]) => `${visibleLabel(language, MAX_NAME)}: ${servicesIn(diagram, size)}`),
  };
}

/** A live diagram has room for so many: of the rest it is not known what made their spans. */
function servicesIn({ facts }: BlockDiagram, count: number): string {
  return `${counted(count, 'service')}${facts.some(({ name }) => name === 'hidden') ? ' or more' : ''}`;
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
  const { blocks } = diagram;
  const makers = blocks.filter((block) => isWithin(block, 'SDKs'));
  const services = blocks.filter((block) => isWithin(block, 'Services')).length;
  if (makers.length === 0) return {};
  return {
    resource: [servicesIn(diagram, services)],
    tracers: [`${makers.length} ${makers.length === 1 ? 'SDK and version' : 'SDKs and versions'}`],
    exporters: makers.map(named),
  };
}

function countProbes({ blocks }: BlockDiagram): Record<string, readonly string[]> {
  return { agent: blocks.filter((block) => isWithin(block, 'eBPF probes')).map(named) };
}

const PROTOCOLS = ['http/protobuf', 'http/json', 'grpc'];

/** What came by each protocol and encoding, and in how many bytes. */
function countLayers({ blocks }: BlockDiagram): Record<string, readonly string[]> {
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
    gzip: [...used('gzip'), ...used('plain')].map(({ id, name, values: [requests, bytes] }) => {
      const [protocol = ''] = id.split(' ');
      return `${protocol} ${name}: ${requests}, ${bytes}`;
    }),
    grpc: values(used('sent', ['grpc']), 0),
    http: used('sent', ['http/protobuf', 'http/json']).map(named),
  };
}

/** What this server answered: an exporter that talks to it goes on from there. */
function countAnswers({ blocks }: BlockDiagram): Record<string, readonly string[]> {
  const find = (id: string): LiveBlock[] => blocks.filter((block) => block.id === id && isUsed(block));
  const refused = blocks.filter((block) => isWithin(block, 'Why'));
  const again = refused.filter(({ name }) => name.endsWith(': 503'));
  return {
    done: [...find('otlp-http'), ...find('otlp-grpc')]
      .filter(({ values }) => !trimPadding(values[0] ?? '').startsWith('0 '))
      .map(named),
    partly: find('rejected').map(({ values: [items = ''] }) => items),
    waiting: again.map(named),
    dropped: refused.filter((block) => !again.includes(block)).map(named),
  };
}
