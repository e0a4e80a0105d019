// The requests that services answered in one trace, as the server's side tells of them: rate, errors and duration (RED) of
// a service are sums of these.
import { durationBetween, type DurationNano, type ServiceName, type UnixNano } from '@spanloom/otlp-model';
import { type CallSpan, CONSUMER, type IndexedTrace, SERVER } from './indexed-trace.ts';

export interface RequestSpan extends CallSpan {
  readonly name: string;
}

export interface ServiceRequest {
  readonly service: ServiceName;
  /** Name of its span. */
  readonly operation: string;
  /** SERVER or CONSUMER, as the number on the wire. */
  readonly kind: number;
  readonly start: UnixNano;
  readonly duration: DurationNano;
  /** The span itself failed. */
  readonly error: boolean;
  readonly weight: number;
  /** That of its span. */
  readonly place: number | undefined;
}

/**
 * Each SERVER and each CONSUMER span is a request to its service, whoever asked: its caller may be in this trace, missing,
 * or the service itself. Of a CONSUMER span and its CONSUMER child of the same service that take from the same queue
 * (receive and process) only the child is one, as among the calls. Spans of other kinds, roots too, are none: a job that
 * nobody asked for answers nothing.
 */
export function requestsOf(trace: IndexedTrace<RequestSpan>): ServiceRequest[] {
  return trace.ordered
    .filter((span) => span.kind === SERVER || (span.kind === CONSUMER && !trace.isToldByChild(span)))
    .map(({ service, name, kind, start, end, error, weight, place }) => ({
      service,
      operation: name,
      kind,
      start,
      duration: durationBetween(start, end),
      error,
      weight,
      place,
    }));
}
