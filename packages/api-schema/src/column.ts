// Lists of many plain values: checked by one loop, since a Zod schema makes an object for each value that it looks at.
import { z } from './jitless.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

function column<T>(items: JsonSchema, fits: (value: unknown) => boolean) {
  const schema = z.custom<T[]>((value) => Array.isArray(value) && value.every(fits), 'expected a column of values');
  schema._zod.toJSONSchema = () => ({ type: 'array', items });
  return schema;
}

export function textColumn() {
  return column<string>({ type: 'string' }, (value) => typeof value === 'string');
}

export function numberColumn() {
  return column<number>({ type: 'number' }, (value) => typeof value === 'number');
}

export function optionalNumberColumn() {
  return column<number | null>({ type: ['number', 'null'] }, (value) => value === null || typeof value === 'number');
}

/** Whole numbers from 0 to below `end`. */
export function indexColumn(end: number = Number.MAX_SAFE_INTEGER) {
  return column<number>({ type: 'integer', minimum: 0, exclusiveMaximum: end }, (value) => isIndex(value, end));
}

export function optionalIndexColumn() {
  const end = Number.MAX_SAFE_INTEGER;
  const items = { type: ['integer', 'null'], minimum: 0, exclusiveMaximum: end };
  return column<number | null>(items, (value) => value === null || isIndex(value, end));
}

function isIndex(value: unknown, end: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < end;
}
