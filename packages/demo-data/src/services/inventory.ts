// inventory: reserves stock, in PostgreSQL.
import { databaseCall } from '../calls/database.ts';
import { rpcCall } from '../calls/rpc.ts';
import type { OpenSpan } from '../world/scene.ts';
import { OK, type Outcome, type Scene } from '../world/scene.ts';
import type { Basket } from './basket.ts';

export function reserveStock(scene: Scene, basket: Basket): Outcome {
  return rpcCall(scene, 'inventory', 'inventory.Stock/Reserve', (server) => {
    server.set({ 'shop.basket.lines': basket.skus.length });
    scene.work(2);
    const found = scene.at('stock.query', () => {
      selectStock(scene, 8, (span) => span.set({ 'db.response.returned_rows': basket.skus.length }));
      return OK;
    });
    if (found.kind === 'failed') return found;
    databaseCall(scene, 'stock-db', {
      operation: 'UPDATE',
      collection: 'stock',
      text: 'UPDATE stock SET reserved = reserved + ? WHERE sku = ANY(?)',
      medianMs: 9,
    });
    databaseCall(scene, 'stock-db', { operation: 'COMMIT', text: 'COMMIT', medianMs: 3.5 });
    scene.work(0.8);
    return OK;
  });
}

/** The query that finds what is in stock. */
export function selectStock(scene: Scene, medianMs: number, during: (span: OpenSpan) => void): void {
  const text = 'SELECT sku, available, warehouse FROM stock WHERE sku = ANY(?) ORDER BY available DESC FOR UPDATE';
  databaseCall(scene, 'stock-db', { operation: 'SELECT', collection: 'stock', text, medianMs }, during);
}
