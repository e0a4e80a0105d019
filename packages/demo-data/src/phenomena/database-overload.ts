// A database sheds load: it refuses after a wait, and the request fails with 503.
import { ok } from '@spanloom/otlp-model';
import type { Phenomenon } from './phenomenon.ts';
import { chooseQuery } from './sites.ts';

const NAME = 'database-overload';

export const databaseOverload: Phenomenon = {
  name: NAME,
  place(ground) {
    const place = chooseQuery(ground, false);
    if (!place.ok) return place;
    const { step, service } = place.value;
    return ok({
      service,
      detail: step.id,
      during: {
        site: step.id,
        share: () => 0.03,
        happen(scene, course) {
          const message = 'queue is full (capacity 1000)';
          const answer = { kind: 'failed', httpStatus: 503, errorType: 'RejectedExecution', message } as const;
          const played = course.play({ ms: 640, answer });
          scene.occurred(NAME, [played.spanId]);
          return played.outcome;
        },
      },
    });
  },
};
