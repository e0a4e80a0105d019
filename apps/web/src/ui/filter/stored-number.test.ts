// How a typed number reads as it is stored, and what is left alone.
import { valueText } from '@spanloom/otlp-model';
import { expect, it } from 'vitest';
import { storedNumber } from './stored-number.ts';

it.each(['1e21', '1E+21', '1000000000000000000000', '5.0', '+5', '.5', '1.50e3', '-0.10', '1E-7'])(
  '%s is the text of that double',
  (typed) => {
    expect(storedNumber(typed)).toBe(valueText({ kind: 'double', value: Number(typed) }));
  },
);

it.each(['1e+21', '5', '0.5', '-3', '1.10.2', '0x10', '12 ms', 'e5', '.', '', 'Infinity', '1e999', '1_000'])(
  '%s is left as it is',
  (typed) => {
    expect(storedNumber(typed)).toBeUndefined();
  },
);
