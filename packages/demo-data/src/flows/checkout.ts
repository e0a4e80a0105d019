// A customer pays: the longest path, through nearly every service.
import type { Message } from '../calls/messaging.ts';
import { drawBasket } from '../services/basket.ts';
import { checkOut } from '../services/checkout.ts';
import { throughGateway } from '../services/front.ts';
import type { Flow } from './flow.ts';

export const checkoutFlow: Flow = {
  name: 'checkout',
  weight: 24,
  play(scene) {
    const sent: Message[] = [];
    const basket = drawBasket(scene.random);
    const request = {
      method: 'POST',
      route: '/api/checkout',
      path: '/api/checkout',
      okStatus: 201,
      page: 'place order',
      needsSession: true,
    } as const;
    throughGateway(scene, request, () => checkOut(scene, basket, sent));
    return sent;
  },
};
