// What the consumers of the tuned shop do with the messages that they take.
import type { ConsumerSpec } from './topology.ts';
import { orders, ordersToShipText } from './tuned-queries.ts';

export const SHOP_CONSUMERS: readonly ConsumerSpec[] = [
  {
    queue: 'orders.created',
    service: 'notification',
    group: 'notification-mailer',
    mode: { kind: 'at-once' },
    steps: [
      { kind: 'work', ms: 0.5 },
      { kind: 'local', name: 'render mail', ms: 12, spread: 0.4, attributes: { 'template.name': 'order-created' } },
      {
        kind: 'ask',
        id: 'mail.send',
        host: 'smtp.mail.example',
        protocol: 'smtp',
        route: 'SMTP DATA',
        ms: 55,
      },
    ],
  },
  {
    queue: 'orders.created',
    service: 'shipping',
    group: 'shipping-planner',
    mode: { kind: 'batch', everySeconds: 20, delaySeconds: 150 },
    steps: [
      orders('shipping.orders', 'SELECT', 'orders', ordersToShipText(), 12),
      { kind: 'local', name: 'plan route', ms: 60, attributes: { 'shipping.depot': { pick: ['Gent', 'Lodz'] } } },
      {
        kind: 'ask',
        id: 'shipping.pickup',
        host: 'api.carrier.example',
        protocol: 'http',
        route: '/v1/pickups',
        okStatus: 202,
        ms: 130,
      },
    ],
  },
];
