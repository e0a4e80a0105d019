// Attribute keys should be unique; of duplicates the last one counts, wherever attributes come in.
import type { Attributes, KeyValue } from './any-value.ts';

/** Below this, comparing pairs is quicker than a set. */
const SMALL = 12;

/** Drops every entry whose key comes again later. Returns the same list when there is none. */
export function uniqueKeys(entries: readonly KeyValue[]): Attributes {
  if (entries.length < 2) return entries;
  return entries.length <= SMALL ? uniqueFew(entries) : uniqueMany(entries);
}

function uniqueFew(entries: readonly KeyValue[]): Attributes {
  for (let i = 0; i < entries.length - 1; i++) {
    for (let j = i + 1; j < entries.length; j++) {
      if (entries[i]?.key === entries[j]?.key) return uniqueMany(entries);
    }
  }
  return entries;
}

function uniqueMany(entries: readonly KeyValue[]): Attributes {
  const lastAt = new Map<string, number>();
  entries.forEach((entry, index) => lastAt.set(entry.key, index));
  if (lastAt.size === entries.length) return entries;
  return entries.filter((entry, index) => lastAt.get(entry.key) === index);
}
