// Typed access to the fields of parsed JSON: both spellings of a key, null as absent, wrong types refused.
import { integerOf } from './numbers.ts';

/** A parsed JSON object. Only fixed names are looked up, and JSON.parse makes even `__proto__` an own property. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Why a span, scope or resource cannot be used. Thrown while one is read, caught where it is left out. */
export class Refusal extends Error {}

const MIN_I32 = -(2n ** 31n);
const MAX_I32 = 2n ** 31n - 1n;
const MAX_U32 = 2n ** 32n - 1n;
const MAX_U64 = 2n ** 64n - 1n;

/** The field under its lowerCamelCase name, else under its name in the contract. Null is absent. */
export function field(object: JsonObject, camel: string, snake: string = camel): unknown {
  const value = object[camel];
  if (value !== undefined && value !== null) return value;
  return snake === camel ? undefined : (object[snake] ?? undefined);
}

export function asObject(value: unknown, what: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal(`${what} that is not a JSON object`);
  return value as JsonObject;
}

/** An absent list is empty. */
export function asList(value: unknown, what: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Refusal(`${what} that is not a JSON array`);
  return value;
}

/** An absent string is ''. Lone surrogates become U+FFFD: they have no UTF-8, so could not be stored or sent on. */
export function asText(value: unknown, what: string): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') throw new Refusal(`${what} that is not a string`);
  return value.isWellFormed() ? value : value.toWellFormed();
}

/** 0 .. 2^32-1, a number or a string; absent is 0. */
export function asUint32(value: unknown, what: string): number {
  return Number(integerWithin(value, 0n, MAX_U32, what));
}

/** 0 .. 2^64-1, a number or a string; absent is 0. */
export function asUint64(value: unknown, what: string): bigint {
  return integerWithin(value, 0n, MAX_U64, what);
}

/** An enum as its number (any signed 32-bit one) or its name; absent is 0. */
export function asEnum(value: unknown, prefix: string, names: readonly string[], what: string): number {
  if (typeof value === 'string' && value.startsWith(prefix)) {
    const index = names.indexOf(value.slice(prefix.length).toLowerCase());
    if (index < 0) throw new Refusal(`${what} that is not known`);
    return index;
  }
  return Number(integerWithin(value, MIN_I32, MAX_I32, what));
}

function integerWithin(value: unknown, min: bigint, max: bigint, what: string): bigint {
  if (value === undefined) return 0n;
  const integer = integerOf(value);
  if (integer === undefined || integer < min || integer > max)
    throw new Refusal(`${what} that is not an integer from ${min} to ${max}`);
  return integer;
}
