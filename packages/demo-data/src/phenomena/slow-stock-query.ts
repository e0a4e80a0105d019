// The slow path: the stock query loses its index and takes seconds. Nothing fails.
import { selectStock } from '../services/inventory.ts';
import { OK, type Phenomenon } from '../world/scene.ts';

export const slowStockQuery: Phenomenon = {
  name: 'slow-stock-query',
  site: 'stock.query',
  share: 0.07,
  happen(scene) {
    selectStock(scene, 1900, (span) => {
      span.set({
        'db.response.returned_rows': 1,
        'db.plan': 'Seq Scan on stock',
        'db.rows_examined': scene.random.int(1_800_000, 2_100_000),
      });
      span.event('slow query', { 'db.threshold_ms': 500 });
    });
    return OK;
  },
};
