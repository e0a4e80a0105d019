// How the spans of a request leave the services: in one or more exports, some of them late.
import {
  type ResourceSpans,
  type Resource,
  type Scope,
  type Span,
  type UnixNano,
  unixNano,
} from '@spanloom/otlp-model';
import type { DraftSpan } from '../play/draft.ts';

/** Spans that leave together. */
export interface SpanExport {
  /** When they leave. */
  readonly at: UnixNano;
  /** As the services' SDKs export them: one entry a resource, spans in the order in which they ended. */
  readonly resourceSpans: readonly ResourceSpans[];
}

const SECOND = 1_000_000_000n;

/** The exports of a request that ended at `end`, the earliest first. */
export function exportsOf(spans: readonly DraftSpan[], end: UnixNano): SpanExport[] {
  const byDelay = new Map<number, DraftSpan[]>();
  for (const draft of spans) {
    for (const delay of draft.delays) {
      const together = byDelay.get(delay);
      if (together === undefined) byDelay.set(delay, [draft]);
      else together.push(draft);
    }
  }
  return [...byDelay]
    .sort(([a], [b]) => a - b)
    .map(([delay, drafts]) => ({ at: after(end, delay), resourceSpans: grouped(drafts) }));
}

function grouped(drafts: readonly DraftSpan[]): ResourceSpans[] {
  const resources = new Map<Resource, Map<Scope, Span[]>>();
  for (const { pod, scope, span } of drafts) {
    const scopes = resources.get(pod.resource) ?? new Map<Scope, Span[]>();
    const spans = scopes.get(scope) ?? [];
    spans.push(span);
    resources.set(pod.resource, scopes.set(scope, spans));
  }
  return Array.from(resources, ([resource, scopes]) => ({
    resource,
    scopeSpans: Array.from(scopes, ([scope, spans]) => ({ scope, spans })),
  }));
}

function after(end: UnixNano, seconds: number): UnixNano {
  const at = unixNano(end + BigInt(seconds) * SECOND);
  if (!at.ok) throw new Error(at.error);
  return at.value;
}
