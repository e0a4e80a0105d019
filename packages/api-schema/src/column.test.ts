// Columns against Zod's own lists: the same values pass, and the document says the same of them.
import { expect, test } from 'vitest';
import { indexColumn, numberColumn, optionalIndexColumn, optionalNumberColumn, textColumn } from './column.ts';
import { z } from './jitless.ts';

const VALUES: readonly unknown[] = [
  [],
  [''],
  ['a', 'b'],
  [0],
  [2],
  [3],
  [-1],
  [0.5],
  [1e300],
  [Number.NaN],
  [null],
  [0, null],
  [undefined],
  ['a', 1],
  [[]],
  [{}],
  {},
  null,
  'abc',
  { length: 1, 0: 'a' },
];

test.each([
  ['text', textColumn(), z.array(z.string())],
  ['optional index', optionalIndexColumn(), z.array(z.int().min(0).nullable())],
  ['index below 3', indexColumn(3), z.array(z.int().min(0).lt(3))],
])('%s', (_, column, list) => {
  for (const value of VALUES)
    expect([value, column.safeParse(value).success]).toEqual([value, list.safeParse(value).success]);
});

test('numbers are those of JSON', () => {
  for (const value of VALUES.filter((value) => !Number.isNaN((value as number[] | null)?.[0]))) {
    expect(numberColumn().safeParse(value).success).toBe(z.array(z.number()).safeParse(value).success);
    expect(optionalNumberColumn().safeParse(value).success).toBe(
      z.array(z.number().nullable()).safeParse(value).success,
    );
  }
});

test('the document describes them', () => {
  const described = (schema: z.ZodType): unknown => {
    const { $schema, ...rest } = z.toJSONSchema(schema);
    return rest;
  };
  expect(described(textColumn())).toEqual({ type: 'array', items: { type: 'string' } });
  expect(described(z.object({ a: indexColumn(3) }))).toMatchObject({
    properties: { a: { type: 'array', items: { type: 'integer', minimum: 0, exclusiveMaximum: 3 } } },
  });
  expect(described(optionalNumberColumn())).toEqual({ type: 'array', items: { type: ['number', 'null'] } });
});
