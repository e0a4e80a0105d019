// The text of every kind of value.
import { expect, test } from 'vitest';
import type { AnyValue } from './any-value.ts';
import { valueText } from './value-text.ts';

test.each<[AnyValue, string]>([
  [{ kind: 'empty' }, ''],
  [{ kind: 'string', value: 'a "b"' }, 'a "b"'],
  [{ kind: 'bool', value: true }, 'true'],
  [{ kind: 'bool', value: false }, 'false'],
  [{ kind: 'int', value: -9223372036854775808n }, '-9223372036854775808'],
  [{ kind: 'double', value: 0.25 }, '0.25'],
  [{ kind: 'double', value: 504 }, '504'],
  [{ kind: 'double', value: Number.NaN }, 'NaN'],
  [{ kind: 'double', value: Number.NEGATIVE_INFINITY }, '-Infinity'],
  [{ kind: 'bytes', value: Uint8Array.of(0, 255, 16) }, '0x00ff10'],
  [{ kind: 'array', values: [] }, '[]'],
  [
    {
      kind: 'array',
      values: [
        { kind: 'string', value: 'a"' },
        { kind: 'int', value: 2n ** 60n },
        { kind: 'bool', value: false },
        { kind: 'empty' },
        { kind: 'double', value: Number.NaN },
        { kind: 'bytes', value: Uint8Array.of(1) },
      ],
    },
    '["a\\"",1152921504606846976,false,null,NaN,"0x01"]',
  ],
  [
    {
      kind: 'kvlist',
      entries: [{ key: '__proto__', value: { kind: 'array', values: [{ kind: 'string', value: '' }] } }],
    },
    '{"__proto__":[""]}',
  ],
])('case %#', (value, text) => {
  expect(valueText(value)).toBe(text);
});
