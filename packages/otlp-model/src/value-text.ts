// One textual form of a value, used for equality in search, for completion and for display.
import type { AnyValue } from './any-value.ts';

/**
 * The text by which a value is compared and shown: strings as they are, `true`, `504`, `0.25`, `NaN`; bytes as lowercase
 * hex after `0x`; arrays and key-value lists as compact JSON whose leaves are such texts quoted by type; `empty` is ''.
 */
export function valueText(value: AnyValue): string {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'array':
    case 'kvlist':
      return nestedText(value);
    default:
      return scalarText(value);
  }
}

function scalarText(value: Exclude<AnyValue, { kind: 'array' } | { kind: 'kvlist' } | { kind: 'string' }>): string {
  switch (value.kind) {
    case 'empty':
      return '';
    case 'bool':
      return value.value ? 'true' : 'false';
    case 'int':
      return value.value.toString();
    case 'double':
      return String(value.value);
    case 'bytes':
      return `0x${Array.from(value.value, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  }
}

function nestedText(value: AnyValue): string {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'empty':
      return 'null';
    case 'bytes':
      return JSON.stringify(scalarText(value));
    case 'array':
      return `[${value.values.map(nestedText).join(',')}]`;
    case 'kvlist':
      return `{${value.entries.map((entry) => `${JSON.stringify(entry.key)}:${nestedText(entry.value)}`).join(',')}}`;
    default:
      return scalarText(value);
  }
}
