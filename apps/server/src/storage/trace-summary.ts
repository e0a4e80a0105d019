// The line of a search result, summed up span by span so that a trace of any size needs little memory.
import {
  durationBetween,
  spanKindName,
  type ServiceName,
  type SpanId,
  type TraceId,
  type UnixNano,
} from '@spanloom/otlp-model';
import { compareText } from './text-order.ts';
import type { RootSpan, ServiceShare, TraceSummary } from './trace-store.ts';

/** What of a span goes into the summary of its trace. */
export interface SummarySpan {
  readonly spanId: SpanId;
  readonly parentSpanId: SpanId | undefined;
  readonly start: UnixNano;
  /** Not before `start`. */
  readonly end: UnixNano;
  readonly service: ServiceName;
  readonly operation: string;
  readonly kind: number;
  readonly error: boolean;
  readonly weight: number;
}

/** Sums of spans and errors by service. */
export class ServiceShares {
  readonly #rows = new Map<string, { readonly service: ServiceName; spans: number; errors: number }>();

  add(service: ServiceName, spans: number, errors: number): void {
    const key = JSON.stringify([service.name, service.namespace]);
    const row = this.#rows.get(key);
    if (row === undefined) this.#rows.set(key, { service, spans, errors });
    else {
      row.spans += spans;
      row.errors += errors;
    }
  }

  /** Services that have spans, by name, then namespace. */
  byName(): ServiceShare[] {
    return [...this.#rows.values()]
      .filter((row) => row.spans > 0)
      .map(({ service, spans, errors }) => ({ name: service.name, namespace: service.namespace, spans, errors }))
      .sort(compareServices);
  }

  /** Most spans first, then by name and namespace. */
  bySpans(): ServiceShare[] {
    return this.byName().sort((a, b) => b.spans - a.spans || compareServices(a, b));
  }
}

export class TraceSummaryBuilder {
  readonly #services = new ServiceShares();
  readonly #spanIds = new Set<string>();
  readonly #parents = new Set<string>();
  #start: UnixNano | undefined;
  #end: UnixNano | undefined;
  #spans = 0;
  #errors = 0;
  #weight = 0;
  #roots = 0;
  #root: SummarySpan | undefined;

  /** Takes the spans of one trace in any order. */
  add(span: SummarySpan): void {
    this.#spans++;
    this.#weight += span.weight;
    if (span.error) this.#errors++;
    if (this.#start === undefined || span.start < this.#start) this.#start = span.start;
    if (this.#end === undefined || span.end > this.#end) this.#end = span.end;
    this.#services.add(span.service, 1, span.error ? 1 : 0);
    this.#spanIds.add(span.spanId);
    if (span.parentSpanId !== undefined) this.#parents.add(span.parentSpanId);
    else {
      this.#roots++;
      if (this.#root === undefined || isEarlier(span, this.#root)) this.#root = span;
    }
  }

  /** undefined when no span was added. */
  finish(traceId: TraceId): TraceSummary | undefined {
    if (this.#start === undefined || this.#end === undefined) return undefined;
    return {
      traceId,
      start: this.#start,
      duration: durationBetween(this.#start, this.#end),
      spans: this.#spans,
      errors: this.#errors,
      weight: this.#weight,
      root: this.#root === undefined ? undefined : rootOf(this.#root),
      complete: this.#roots === 1 && [...this.#parents].every((parent) => this.#spanIds.has(parent)),
      services: this.#services.bySpans(),
    };
  }
}

function isEarlier(a: SummarySpan, b: SummarySpan): boolean {
  return a.start < b.start || (a.start === b.start && a.spanId < b.spanId);
}

function rootOf(span: SummarySpan): RootSpan {
  return {
    spanId: span.spanId,
    service: span.service,
    operation: span.operation,
    kind: spanKindName(span.kind),
    error: span.error,
  };
}

function compareServices(a: ServiceName, b: ServiceName): number {
  return compareText(a.name, b.name) || compareText(a.namespace, b.namespace);
}
