import { expect, test } from 'vitest';
import { nameReplacer } from './replace-names.ts';

const replace = nameReplacer([
  ['acme', 'service-1'],
  ['acme-pay', 'service-2'],
  ['acme.paid', 'queue-1'],
  ['service', 'service-3'],
  ['/orders/', 'queue-2'],
  ['...', 'queue-3'],
]);

test.each([
  ['acme.paid publish', 'queue-1 publish'],
  ['call ACME-Pay, then acme', 'call service-2, then service-1'],
  ['acme-payment', 'service-1-payment'],
  ['acmeter macme acme1', 'acmeter macme acme1'],
  ['service of acme', 'service-3 of service-1'],
  ['GET /orders/{id} ...', 'GET /queue-2/{id} ...'],
  ['', ''],
])('%s', (text, replaced) => {
  expect(replace(text)).toBe(replaced);
});

test('without names nothing is replaced', () => {
  expect(nameReplacer([])('GET /orders')).toBe('GET /orders');
});
