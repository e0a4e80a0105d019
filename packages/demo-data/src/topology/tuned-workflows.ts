// The nightly job of the tuned shop: subscription boxes that are due are ordered, each by a workflow of its own.
import type { WorkflowSpec } from './topology.ts';
import { stock } from './tuned-queries.ts';

const CARRIER = { kind: 'ask', host: 'api.carrier.example', protocol: 'http' } as const;
const ACQUIRER = { kind: 'ask', host: 'acquirer.cards.example', protocol: 'http' } as const;

export const SHOP_WORKFLOWS: readonly WorkflowSpec[] = [
  {
    name: 'RenewSubscription',
    starter: 'subscriptions',
    worker: 'fulfilment',
    taskQueue: 'subscriptions-nightly',
    // A shop would do so at night. Here every four minutes, so that whoever looks at an hour finds runs, failed ones too.
    everySeconds: 240,
    key: 'subscription',
    values: { subscription: { int: [1000, 9999], prefix: 'sub-' } },
    activities: [
      {
        name: 'ReserveStock',
        service: 'inventory',
        steps: [stock('renew.reserve', 'UPDATE', 'UPDATE stock SET reserved = reserved + ? WHERE sku = ANY(?)', 9)],
        undo: {
          name: 'ReleaseStock',
          steps: [stock('renew.release', 'UPDATE', 'UPDATE stock SET reserved = reserved - ? WHERE sku = ANY(?)', 8)],
        },
      },
      {
        name: 'ChargeCard',
        service: 'payment',
        steps: [{ ...ACQUIRER, id: 'renew.charge', route: '/v2/authorize', ms: 92 }],
        undo: { name: 'RefundCard', steps: [{ ...ACQUIRER, id: 'renew.refund', route: '/v2/refund', ms: 110 }] },
      },
      {
        name: 'BookCarrier',
        service: 'shipping',
        steps: [{ ...CARRIER, id: 'renew.book', route: '/v1/pickups', okStatus: 202, ms: 140 }],
        undo: {
          name: 'CancelCarrier',
          steps: [{ ...CARRIER, id: 'renew.cancel', route: '/v1/cancellations', okStatus: 202, ms: 95 }],
        },
      },
      {
        name: 'PrintLabel',
        service: 'shipping',
        steps: [{ ...CARRIER, id: 'renew.label', route: '/v1/labels', okStatus: 201, ms: 120 }],
      },
    ],
  },
];
