// Which numbers of a live diagram differ from those of the tick before.
import { type ArchitectureMap, mapStructure } from '@spanloom/diagrams';

export type ValueField = 'rate' | 'errors' | 'p95';
const FIELDS: readonly ValueField[] = ['rate', 'errors', 'p95'];

/** Fields by the id of their edge. Nothing is changed in a map of another structure: it is a new picture. */
export type ChangedValues = ReadonlyMap<string, ReadonlySet<ValueField>>;

export function changedValues(before: ArchitectureMap, after: ArchitectureMap): ChangedValues {
  const changed = new Map<string, ReadonlySet<ValueField>>();
  if (mapStructure(before) !== mapStructure(after)) return changed;
  const old = new Map(before.edges.map((edge) => [edge.id, edge.values]));
  for (const { id, values } of after.edges) {
    const fields = FIELDS.filter((field) => old.get(id)?.[field] !== values[field]);
    if (fields.length > 0) changed.set(id, new Set(fields));
  }
  return changed;
}

export function countChanged(changed: ChangedValues): number {
  let count = 0;
  for (const fields of changed.values()) count += fields.size;
  return count;
}
