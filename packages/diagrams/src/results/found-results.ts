// What a search found, as a table that can be kept: its first rows, and what was asked.
import type { FoundSpan, ServiceRef, TraceSummary } from '@spanloom/api-schema';
import { durationText } from '../fixed-width.ts';
import { visibleLabel } from '../mermaid-label.ts';
import type { ServiceColor } from '../picture.ts';
import type { Redaction } from '../redaction/redact-trace.ts';
import { standInColor, standIns } from '../redaction/stand-ins.ts';
import { counted } from '../words.ts';

/** More rows than this nobody reads through. */
export const MAX_RESULTS = 100;
const MAX_NAME = 200;
const MAX_SERVICE = 60;

export interface FoundResults {
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
export type ResultsAsked = Pick<FoundResults, 'order' | 'query' | 'more'>;

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
    name: root?.operation ?? 'root span missing',
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

export function resultsDescription({ list, order, query, rows, more }: FoundResults): string {
  const count = counted(rows.length, list === 'traces' ? 'trace' : 'span');
  return `${more ? `The first ${count}` : count}, ${order} first: ${query}.`;
}
