// AnyValue and attributes from parsed OTLP/JSON.
import type { AnyValue, Attributes, KeyValue } from '../any-value.ts';
import { REASONS } from '../rejections.ts';
import { uniqueKeys } from '../unique-keys.ts';
import { base64ToBytes } from './base64.ts';
import type { Allowance } from './allowance.ts';
import { asObject, asText, field, Refusal } from './fields.ts';
import { doubleOf, integerOf } from './numbers.ts';

const EMPTY: AnyValue = Object.freeze({ kind: 'empty' });

/** Reads a list of KeyValue whose values may nest `levels` deep. Throws Refusal. */
export function attributesOf(value: unknown, levels: number, allowance: Allowance): Attributes {
  return uniqueKeys(allowance.list(value, 'an attributes field').map((entry) => keyValueOf(entry, levels, allowance)));
}

function keyValueOf(value: unknown, levels: number, allowance: Allowance): KeyValue {
  const entry = asObject(value, 'an attribute');
  return {
    key: asText(field(entry, 'key'), 'an attribute key'),
    value: anyValueOf(field(entry, 'value'), levels, allowance),
  };
}

/** Absent, null and {} are the empty value. Of several kinds in one object the last counts, as in protobuf. */
function anyValueOf(value: unknown, levels: number, allowance: Allowance): AnyValue {
  if (levels === 0) throw new Refusal(REASONS.tooDeep(allowance.maxDepth));
  if (value === undefined || value === null) return EMPTY;
  const object = asObject(value, 'an attribute value');
  let result = EMPTY;
  for (const name of Object.keys(object)) {
    const content = object[name];
    if (content === null) continue;
    result = valueOfKind(name, content, levels, allowance) ?? result;
  }
  return result;
}

/** undefined when `name` is no kind of value that is known. */
function valueOfKind(name: string, content: unknown, levels: number, allowance: Allowance): AnyValue | undefined {
  switch (name) {
    case 'stringValue':
    case 'string_value':
      return { kind: 'string', value: asText(content, 'a stringValue') };
    case 'intValue':
    case 'int_value':
      return intOf(content);
    case 'boolValue':
    case 'bool_value':
      if (typeof content !== 'boolean') throw new Refusal('a boolValue that is not true or false');
      return { kind: 'bool', value: content };
    case 'doubleValue':
    case 'double_value':
      return { kind: 'double', value: finiteOrNamed(content) };
    case 'arrayValue':
    case 'array_value': {
      const values = allowance.list(field(asObject(content, 'an arrayValue'), 'values'), 'an arrayValue');
      return { kind: 'array', values: values.map((element) => anyValueOf(element, levels - 1, allowance)) };
    }
    case 'kvlistValue':
    case 'kvlist_value': {
      const values = field(asObject(content, 'a kvlistValue'), 'values');
      return { kind: 'kvlist', entries: attributesOf(values, levels - 1, allowance) };
    }
    case 'bytesValue':
    case 'bytes_value': {
      const bytes = typeof content === 'string' ? base64ToBytes(content) : undefined;
      if (bytes === undefined) throw new Refusal('a bytesValue that is not base64');
      return { kind: 'bytes', value: bytes };
    }
    default:
      return undefined;
  }
}

function intOf(content: unknown): AnyValue {
  const integer = integerOf(content);
  if (integer !== undefined && BigInt.asIntN(64, integer) === integer) return { kind: 'int', value: integer };
  // The JavaScript SDK sends every whole number so, also a double beyond 64 bits. Its text is then as a double prints.
  const double = Number(content);
  if (Number.isInteger(double) && String(double) === content) return { kind: 'double', value: double };
  throw new Refusal('an intValue that is not a signed 64-bit integer');
}

function finiteOrNamed(content: unknown): number {
  const number = doubleOf(content);
  if (number === undefined) throw new Refusal('a doubleValue that is not a number, or beyond the range of a double');
  return number;
}
