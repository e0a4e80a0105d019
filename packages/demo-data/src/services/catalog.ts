// catalog: product pages, cached in Redis.
import { databaseCall } from '../calls/database.ts';
import { httpCall } from '../calls/http.ts';
import { OK, type Outcome, type Scene } from '../world/scene.ts';

/** The product with its price and reviews. One in four is not in the cache. */
export function readProduct(scene: Scene, sku: string): Outcome {
  const request = { method: 'GET', route: '/products/{sku}', path: `/products/${sku}` } as const;
  return httpCall(scene, 'catalog', request, (server) => {
    server.set({ 'shop.product.sku': sku });
    scene.work(1.5);
    const cached = scene.random.chance(0.75);
    databaseCall(scene, 'cache', {
      operation: 'GET',
      text: 'GET product:?',
      medianMs: 1,
      attributes: { 'cache.hit': cached },
    });
    if (!cached) readFromDatabase(scene);
    scene.work(2.5);
    return OK;
  });
}

function readFromDatabase(scene: Scene): void {
  scene.parallel([
    () => select(scene, 'products', 'SELECT * FROM products WHERE sku = ?', 7, 1),
    () =>
      select(
        scene,
        'reviews',
        'SELECT stars, body FROM reviews WHERE sku = ? ORDER BY created_at DESC LIMIT 20',
        16,
        20,
      ),
  ]);
  databaseCall(scene, 'cache', { operation: 'SET', text: 'SET product:? ? EX ?', medianMs: 1.2 });
}

function select(scene: Scene, collection: string, text: string, medianMs: number, rows: number): void {
  const attributes = { 'db.response.returned_rows': rows };
  databaseCall(scene, 'catalog-db', { operation: 'SELECT', collection, text, medianMs, attributes });
}
