// shipping: reads the topic in batches, in traces of its own that link to the orders, and books a pick-up for them.
import { httpClient } from '../calls/http.ts';
import { type Message, processBatch } from '../calls/messaging.ts';
import { databaseCall } from '../calls/database.ts';
import { OK, type Scene } from '../world/scene.ts';
import { CARRIER_HOST } from '../world/topology.ts';

export function bookPickUp(scene: Scene, orders: readonly Message[]): void {
  processBatch(scene, 'shipping', 'shipping-planner', orders, () => {
    databaseCall(scene, 'orders-db', {
      operation: 'SELECT',
      collection: 'orders',
      text: 'SELECT id, address, weight FROM orders WHERE id = ANY(?)',
      medianMs: 12,
      attributes: { 'db.response.returned_rows': orders.length },
    });
    scene.span(
      { name: 'plan route', kind: 'internal', scope: 'own', attributes: { 'shipping.stops': orders.length } },
      () => scene.work(20 + 6 * orders.length),
    );
    const request = { method: 'POST', route: '/v1/pickups', path: '/v1/pickups', okStatus: 202 } as const;
    httpClient(scene, { address: CARRIER_HOST, port: 443 }, request, () => {
      scene.work(130, 0.3);
      return OK;
    });
  });
}
