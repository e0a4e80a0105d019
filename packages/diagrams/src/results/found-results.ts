// What a search found, as a table that can be kept: its first rows, and what was asked.
import type { DiagramLanguage, FoundSpan, ServiceRef, TraceSummary } from '@spanloom/api-schema';
import { durationText } from '../fixed-width.ts';
import { visibleLabel } from '../mermaid-label.ts';
import type { ServiceColor } from '../picture.ts';
import type { Redaction } from '../redaction/redact-trace.ts';
import { standInColor, standIns } from '../redaction/stand-ins.ts';
import { searchIn } from '../search-text.ts';
import { counted } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';

/** More rows than this nobody reads through. */
export const MAX_RESULTS = 100;
const MAX_NAME = 200;
const MAX_SERVICE = 60;

export interface FoundResults {
  /** Of the words in its picture. Those that were kept before there were several are English. */
  readonly language?: DiagramLanguage | undefined;
  readonly list: 'traces' | 'spans';
  readonly order: 'newest' | 'longest';
  /** What was asked, in words. */
  readonly query: string;
  readonly rows: readonly ResultRow[];
  /** There were more. */
  readonly more: boolean;
}

export interface ResultRow extends ServiceColor {
  readonly traceId: string;
  /** Unix nanoseconds. */
  readonly start: string;
  /** Of the root, or of the span itself. */
  readonly party: string;
  readonly name: string;
  /** `12.4 ms` */
  readonly duration: string;
  readonly failed: boolean;
  /** Of a trace. */
  readonly spans?: number;
  readonly errors?: number;
}

/** What is asked of a search, beside its rows. */
export type ResultsAsked = Pick<FoundResults, 'language' | 'order' | 'query' | 'more'>;

export function resultsOfTraces(
  traces: readonly TraceSummary[],
  asked: ResultsAsked,
  redaction: Redaction,
): FoundResults {
  const found = traces.map(({ traceId, start, duration, root, services: [first], spans, errors }) => ({
    traceId,
    start,
    duration,
    spans,
    errors,
    service: root?.service ?? first ?? NOBODY,
    name: root?.operation ?? TRACE_WORDS[asked.language ?? 'en'].results.rootMissing,
    failed: errors > 0,
  }));
  return { list: 'traces', ...asked, rows: rowsOf(found, redaction) };
}

export function resultsOfSpans(spans: readonly FoundSpan[], asked: ResultsAsked, redaction: Redaction): FoundResults {
  const found = spans.map(({ traceId, start, duration, service, operation, status }) => ({
    traceId,
    start,
    duration,
    service,
    name: operation,
    failed: status === 'error',
  }));
  return { list: 'spans', ...asked, rows: rowsOf(found, redaction) };
}

const NOBODY: ServiceRef = { name: '', namespace: '', color: 0 };

interface Found extends Pick<ResultRow, 'traceId' | 'start' | 'name' | 'failed' | 'spans' | 'errors'> {
  readonly duration: string;
  readonly service: ServiceRef;
}

/** Without names operations are numbered too: who else is named in one cannot be known from what was found. */
function rowsOf(found: readonly Found[], redaction: Redaction): ResultRow[] {
  const keyOf = ({ name, namespace }: ServiceRef): string => `${name}\0${namespace}`;
  const services = standIns(
    found.map(({ service }) => keyOf(service)),
    'service',
  );
  const places = new Map([...services.keys()].map((key, place) => [key, place]));
  const operations = standIns(
    found.map(({ name }) => name),
    'operation',
  );
  return found.map(({ service, name, duration, ...rest }) => {
    const { color, secondLap } = service;
    const plain = { party: visibleLabel(service.name, MAX_SERVICE), color, ...(secondLap === true && { secondLap }) };
    const key = keyOf(service);
    const numbered = { party: services.get(key) ?? '', color: standInColor(places.get(key) ?? 0) };
    const told = redaction.services || redaction.labels ? (operations.get(name) ?? '') : name;
    return {
      ...rest,
      ...(redaction.services ? numbered : plain),
      name: visibleLabel(told, MAX_NAME),
      duration: durationText(BigInt(duration)),
    };
  });
}

/** The heads of its columns. */
export function resultsHeads({ language = 'en' }: Pick<FoundResults, 'language'>) {
  return TRACE_WORDS[language].results;
}

export function resultsDescription({ list, order, query, rows, more, language = 'en' }: FoundResults): string {
  const nouns = NOUNS[language];
  const count = counted(rows.length, list === 'traces' ? nouns.traces : nouns.spans);
  return TRACE_WORDS[language].results.description(count, more, order, searchIn(language, query));
}
