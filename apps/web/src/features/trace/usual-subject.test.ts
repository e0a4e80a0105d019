// Which spans have a usual duration, and which row of the answer tells it.
import type { RedRow } from '@spanloom/api-schema';
import { expect, it } from 'vitest';
import { sampleOutline, textAttribute } from './testing/sample-trace.ts';
import { usualSubject } from './usual-subject.ts';
import { viewSpans, type ViewSpan } from './view-span.ts';

const SPANS = viewSpans(
  sampleOutline([
    { id: '01', name: 'POST /pay', service: 'payment', from: 0, to: 100, more: { kind: 'server' } },
    { id: '02', parent: '01', name: 'check', service: 'payment', from: 10, to: 20, more: { kind: 'internal' } },
    {
      id: '03',
      parent: '01',
      name: 'POST',
      service: 'payment',
      from: 30,
      to: 60,
      more: { kind: 'client', attributes: [textAttribute('server.address', 'bank.example')] },
    },
    { id: '04', parent: '01', name: 'GET', service: 'payment', from: 70, to: 80, more: { kind: 'client' } },
  ]),
  false,
).spans;

function spanOf(name: string): ViewSpan {
  const span = SPANS.find((candidate) => candidate.name === name);
  if (span === undefined) throw new Error(`the sample has no ${name}`);
  return span;
}

it('measures a server span by the requests of its operation', () => {
  const service = { name: 'payment', namespace: 'shop', color: 0 };
  const row = (operation: string, spanKind: 'server' | 'consumer'): RedRow['subject'] => ({
    kind: 'operation',
    service,
    operation,
    spanKind,
  });
  const subject = usualSubject(spanOf('POST /pay'), undefined);
  expect(subject).toMatchObject({ by: 'operation', node: 'service:shop/payment' });
  expect(subject?.isOf(row('POST /pay', 'server'))).toBe(true);
  expect(subject?.isOf(row('POST /pay', 'consumer'))).toBe(false);
  expect(subject?.isOf(row('GET /pay', 'server'))).toBe(false);
});

it('measures a call by those from its service to its peer', () => {
  const subject = usualSubject(spanOf('POST'), undefined);
  expect(subject).toMatchObject({ by: 'edge', node: 'external:bank.example' });
  expect(subject?.isOf({ kind: 'edge', client: 'service:shop/payment', server: 'external:bank.example' })).toBe(true);
  expect(subject?.isOf({ kind: 'edge', client: 'service:shop/order', server: 'external:bank.example' })).toBe(false);
});

it('measures a call by those to the service that answered, however the caller names it', () => {
  const subject = usualSubject(spanOf('POST'), { name: 'bank', namespace: '', color: 0 });
  expect(subject).toMatchObject({ by: 'edge', node: 'service:bank', called: 'bank' });
  expect(subject?.isOf({ kind: 'edge', client: 'service:shop/payment', server: 'service:bank' })).toBe(true);
});

it('knows none for work inside of a service, and for calls to nobody knows whom', () => {
  expect(usualSubject(spanOf('check'), undefined)).toBeUndefined();
  expect(usualSubject(spanOf('GET'), undefined)).toBeUndefined();
});
