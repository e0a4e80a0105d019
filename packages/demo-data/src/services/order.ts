// order: writes the order to PostgreSQL and tells the others through Kafka.
import { databaseCall } from '../calls/database.ts';
import { type Message, publish } from '../calls/messaging.ts';
import { rpcCall } from '../calls/rpc.ts';
import { OK, type Outcome, type Scene } from '../world/scene.ts';
import type { Basket } from './basket.ts';
import { notify } from './notification.ts';

/** Creates the order. The message goes to `sent` and is processed later, in this trace by `notification`. */
export function createOrder(scene: Scene, basket: Basket, sent: Message[]): Outcome {
  return rpcCall(scene, 'order', 'order.Orders/Create', (server) => {
    const orderId = `o-${scene.random.int(1_000_000, 9_999_999)}`;
    server.set({ 'shop.order.id': orderId, 'shop.order.lines': basket.skus.length });
    scene.work(1.4);
    insert(scene, 'orders', 'INSERT INTO orders (id, customer, amount) VALUES ($1, $2, $3)', 9);
    for (const _sku of basket.skus) {
      insert(scene, 'order_lines', 'INSERT INTO order_lines (order_id, sku, quantity) VALUES ($1, $2, $3)', 4.5);
    }
    databaseCall(scene, 'orders-db', { operation: 'COMMIT', text: 'COMMIT', medianMs: 5 });
    sent.push(publish(scene, orderId, (message) => notify(scene, message)));
    return OK;
  });
}

function insert(scene: Scene, collection: string, text: string, medianMs: number): void {
  databaseCall(scene, 'orders-db', { operation: 'INSERT', collection, text, medianMs });
}
