// A slow query that comes and goes: for five minutes in every twelve it may lose its index and take seconds. Nothing fails.
import { ok } from '@spanloom/otlp-model';
import { type Phenomenon, recurring } from './phenomenon.ts';
import { chooseQuery } from './sites.ts';

const NAME = 'slow-query';

export const slowQuery: Phenomenon = {
  name: NAME,
  place(ground) {
    const place = chooseQuery(ground, true);
    if (!place.ok) return place;
    const { step, service } = place.value;
    const windows = recurring(ground.random, 12 * 60, 5 * 60);
    return ok({
      service,
      detail: step.id,
      windows,
      during: {
        site: step.id,
        share: (scene) => (windows.has(scene.now()) ? 0.2 : 0),
        happen(scene, course) {
          const played = course.play({
            ms: 1900,
            attributes: {
              'db.response.returned_rows': 1,
              'db.plan': `Seq Scan on ${step.collection}`,
              'db.rows_examined': scene.random.int(1_800_000, 2_100_000),
            },
            event: { name: 'slow query', attributes: { 'db.threshold_ms': 500 } },
          });
          scene.occurred(NAME, [played.spanId]);
          return played.outcome;
        },
      },
    });
  },
};
