// Attributes written as plain objects.
import type { AnyValue, Attributes } from '@spanloom/otlp-model';

/** A whole number becomes an int, any other a double (`double` forces it); undefined leaves the attribute out. */
type Plain = string | number | boolean | readonly string[] | AnyValue | undefined;
export type PlainAttributes = Readonly<Record<string, Plain>>;

/** Keys here are the generator's own, never text from outside. */
export function attributes(plain: PlainAttributes): Attributes {
  const entries = [];
  for (const [key, value] of Object.entries(plain)) {
    if (value !== undefined) entries.push({ key, value: anyValue(value) });
  }
  return entries;
}

/** A double even when the number is whole, such as an amount of 129.00. */
export function double(value: number): AnyValue {
  return { kind: 'double', value };
}

function anyValue(value: Exclude<Plain, undefined>): AnyValue {
  if (typeof value === 'string') return { kind: 'string', value };
  if (typeof value === 'boolean') return { kind: 'bool', value };
  if (typeof value === 'number') {
    return Number.isInteger(value) ? { kind: 'int', value: BigInt(value) } : { kind: 'double', value };
  }
  if ('kind' in value) return value;
  return { kind: 'array', values: value.map((text) => ({ kind: 'string', value: text })) };
}
