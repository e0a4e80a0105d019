// A customer puts something into the cart.
import { drawSku } from '../services/basket.ts';
import { addToCart } from '../services/checkout.ts';
import { throughGateway } from '../services/front.ts';
import type { Flow } from './flow.ts';

export const cartFlow: Flow = {
  name: 'cart',
  weight: 14,
  play(scene) {
    const sku = drawSku(scene.random);
    const request = {
      method: 'POST',
      route: '/api/cart/items',
      path: '/api/cart/items',
      okStatus: 204,
      page: 'add to cart',
      needsSession: true,
    } as const;
    throughGateway(scene, request, () => addToCart(scene, sku));
    return [];
  },
};
