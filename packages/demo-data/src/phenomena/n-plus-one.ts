// An N+1: what one query should fetch is fetched row by row.
import { ok } from '@spanloom/otlp-model';
import type { Played } from '../play/course.ts';
import { OK } from '../play/outcome.ts';
import type { Phenomenon } from './phenomenon.ts';
import { chooseQuery } from './sites.ts';

const NAME = 'n-plus-one';

export const nPlusOne: Phenomenon = {
  name: NAME,
  place(ground) {
    const place = chooseQuery(ground, true);
    if (!place.ok) return place;
    const { step, service } = place.value;
    return ok({
      service,
      detail: step.id,
      during: {
        site: step.id,
        share: () => 0.03,
        happen(scene, course) {
          const rows: Played[] = [];
          for (let left = scene.random.int(20, 140); left > 0; left--) {
            rows.push(course.play({ ms: 3.2, attributes: { 'db.response.returned_rows': 1 } }));
          }
          scene.occurred(
            NAME,
            rows.map(({ spanId }) => spanId),
          );
          return OK;
        },
      },
    });
  },
};
