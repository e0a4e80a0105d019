// A customer looks at a product.
import { drawSku } from '../services/basket.ts';
import { readProduct } from '../services/catalog.ts';
import { throughGateway } from '../services/front.ts';
import type { Flow } from './flow.ts';

export const browseFlow: Flow = {
  name: 'browse',
  weight: 34,
  play(scene) {
    const sku = drawSku(scene.random);
    const path = `/api/products/${sku}`;
    const request = {
      method: 'GET',
      route: '/api/products/{sku}',
      path,
      page: 'product page',
      needsSession: false,
    } as const;
    throughGateway(scene, request, () => readProduct(scene, sku));
    return [];
  },
};
