// Looking attributes up, and what hangs on it: the service of a resource, names of numbers.
import { expect, test } from 'vitest';
import { type Attributes, attributeOf, stringAttribute } from './any-value.ts';
import { serviceOf, spanKindName, statusCodeName } from './span.ts';

const ATTRIBUTES: Attributes = [
  { key: 'a', value: { kind: 'string', value: 'first' } },
  { key: 'n', value: { kind: 'int', value: 1n } },
  { key: 'empty', value: { kind: 'string', value: '' } },
  { key: 'a', value: { kind: 'string', value: 'last' } },
];

test('of duplicate keys the last counts; names of Object.prototype are not there', () => {
  expect(attributeOf(ATTRIBUTES, 'a')).toStrictEqual({ kind: 'string', value: 'last' });
  for (const key of ['b', '', '__proto__', 'constructor', 'length'])
    expect(attributeOf(ATTRIBUTES, key)).toBeUndefined();
});

test('stringAttribute wants a string with something in it', () => {
  expect(stringAttribute(ATTRIBUTES, 'a')).toBe('last');
  for (const key of ['n', 'empty', 'b']) expect(stringAttribute(ATTRIBUTES, key)).toBeUndefined();
});

test('the service of a resource', () => {
  const resource = (attributes: Attributes) => ({
    attributes,
    droppedAttributesCount: 0,
    entityRefs: [],
    schemaUrl: '',
  });
  const text = (key: string, value: string) => ({ key, value: { kind: 'string', value } as const });
  expect(serviceOf(resource([text('service.namespace', 'shop'), text('service.name', 'cart')]))).toStrictEqual({
    name: 'cart',
    namespace: 'shop',
  });
  expect(serviceOf(resource([text('service.name', '')]))).toStrictEqual({ name: 'unknown_service', namespace: '' });
});

test('numbers that nobody knows have the name of zero', () => {
  expect([0, 2, 5, 6, -1].map(spanKindName)).toStrictEqual([
    'unspecified',
    'server',
    'consumer',
    'unspecified',
    'unspecified',
  ]);
  expect([0, 1, 2, 3, -1].map(statusCodeName)).toStrictEqual(['unset', 'ok', 'error', 'unset', 'unset']);
});
