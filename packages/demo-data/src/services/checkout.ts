// checkout: turns a basket into an order, calling the other services in turn.
import { double } from '../attributes.ts';
import { databaseCall } from '../calls/database.ts';
import { httpCall, inOrder } from '../calls/http.ts';
import type { Message } from '../calls/messaging.ts';
import { OK, type Outcome, type Scene } from '../world/scene.ts';
import type { Basket } from './basket.ts';
import { reserveStock } from './inventory.ts';
import { createOrder } from './order.ts';
import { charge } from './payment.ts';
import { quote } from './pricing.ts';

export function checkOut(scene: Scene, basket: Basket, sent: Message[]): Outcome {
  const request = { method: 'POST', route: '/checkout', path: '/checkout', okStatus: 201 } as const;
  return httpCall(scene, 'checkout', request, (server) => {
    server.set({ 'shop.customer.id': basket.customer, 'shop.basket.amount': double(basket.amount) });
    scene.work(2);
    loadCart(scene, basket);
    const outcome = inOrder(
      () => quote(scene, basket),
      () => reserveStock(scene, basket),
      () => charge(scene, basket),
      () => createOrder(scene, basket, sent),
    );
    if (outcome.kind === 'failed') {
      server.event('checkout.abandoned', { 'shop.reason': outcome.errorType });
      return outcome;
    }
    scene.span({ name: 'render response', kind: 'internal', scope: 'own' }, () => scene.work(6));
    return OK;
  });
}

/** Puts one more product into the cart. */
export function addToCart(scene: Scene, sku: string): Outcome {
  const request = { method: 'POST', route: '/cart/items', path: '/cart/items', okStatus: 204 } as const;
  return httpCall(scene, 'checkout', request, (server) => {
    server.set({ 'shop.product.sku': sku });
    scene.work(0.9);
    databaseCall(scene, 'cache', { operation: 'HINCRBY', text: 'HINCRBY cart:? ? ?', medianMs: 1.1 });
    databaseCall(scene, 'cache', { operation: 'EXPIRE', text: 'EXPIRE cart:? ?', medianMs: 0.8 });
    return OK;
  });
}

function loadCart(scene: Scene, basket: Basket): void {
  scene.span({ name: 'load cart', kind: 'internal', scope: 'own' }, (span) => {
    scene.work(0.3);
    databaseCall(scene, 'cache', { operation: 'HGETALL', text: 'HGETALL cart:?', medianMs: 1.6 });
    scene.work(1.2);
    span.set({ 'shop.basket.lines': basket.skus.length });
    span.event('cart loaded', { 'shop.basket.lines': basket.skus.length });
  });
}
