// Names that are well-formed but too long for what shows them: lists of traces, legends, diagrams.
import type { DecodeLimits } from './codec.ts';
import { REASONS } from './rejections.ts';
import { type Resource, serviceOf, type Span } from './span.ts';

/** Why the span must be left out, if so. */
export function longName(span: Span, { maxNameLength }: DecodeLimits): string | undefined {
  return span.name.length > maxNameLength ? REASONS.longName(maxNameLength) : undefined;
}

/** Why all spans of the resource must be left out, if so. */
export function longServiceName(resource: Resource, { maxNameLength }: DecodeLimits): string | undefined {
  const { name, namespace } = serviceOf(resource);
  return Math.max(name.length, namespace.length) > maxNameLength ? REASONS.longServiceName(maxNameLength) : undefined;
}
