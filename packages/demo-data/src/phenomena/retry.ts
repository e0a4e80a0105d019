// A retry that works: the other side answers 504, the caller waits 100 ms and asks again.
import { ok } from '@spanloom/otlp-model';
import { backOff, type Phenomenon } from './phenomenon.ts';
import { chooseHttpStep } from './sites.ts';

const NAME = 'retry';

export const retry: Phenomenon = {
  name: NAME,
  place(ground) {
    const place = chooseHttpStep(ground);
    if (!place.ok) return place;
    const { step, service } = place.value;
    return ok({
      service,
      detail: step.id,
      during: {
        site: step.id,
        share: () => 0.07,
        happen(scene, course) {
          const message = 'no answer within 300 ms';
          const failed = { kind: 'failed', httpStatus: 504, errorType: 'TimeoutError', message } as const;
          const first = course.play({ ms: 300, answer: failed });
          backOff(scene, 100);
          const second = course.play({ attempt: 1 });
          scene.occurred(NAME, [first.spanId, second.spanId]);
          return second.outcome;
        },
      },
    });
  },
};
