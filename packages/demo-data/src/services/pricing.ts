// pricing: what a basket costs, with discounts and tax.
import { double } from '../attributes.ts';
import { httpCall } from '../calls/http.ts';
import { OK, type Outcome, type Scene } from '../world/scene.ts';
import type { Basket } from './basket.ts';

export function quote(scene: Scene, basket: Basket): Outcome {
  const request = { method: 'POST', route: '/quote', path: '/quote' } as const;
  return httpCall(scene, 'pricing', request, (server) => {
    server.set({ 'shop.basket.lines': basket.skus.length });
    scene.work(1.2);
    scene.span({ name: 'apply rules', kind: 'internal', scope: 'own' }, (span) => {
      scene.work(18, 0.4);
      span.set({
        'shop.rules.evaluated': 40 + basket.skus.length * 3,
        'shop.discount': double(scene.random.pick([0, 0, 5, 10])),
      });
    });
    return OK;
  });
}
