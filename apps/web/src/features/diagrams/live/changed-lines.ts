// How many values differ between two readings of a live diagram.
import type { LiveDiagram } from '@spanloom/api-schema';
import { liveParts } from '@spanloom/diagrams';

/** Of parts that both have. */
export function changedLines(before: LiveDiagram, after: LiveDiagram): number {
  const known = new Map(liveParts(before).map((part) => [`${part.mark} ${part.key}`, part.lines]));
  let changes = 0;
  for (const { mark, key, lines } of liveParts(after)) {
    const old = known.get(`${mark} ${key}`);
    if (old !== undefined) changes += lines.filter((line, place) => line !== old[place]).length;
  }
  return changes;
}
