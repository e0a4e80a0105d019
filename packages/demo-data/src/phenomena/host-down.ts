// The error path that is somebody's fault: three tries, three 504, and everything above fails with a gateway timeout.
import { ok } from '@spanloom/otlp-model';
import { backOff, type Phenomenon } from './phenomenon.ts';
import { chooseHttpStep } from './sites.ts';

const NAME = 'host-down';

export const hostDown: Phenomenon = {
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
        share: () => 0.03,
        happen(scene, course) {
          const message = 'no answer in 3 tries';
          const answer = { kind: 'failed', httpStatus: 504, errorType: 'TimeoutError', message } as const;
          const first = course.play({ ms: 300, answer });
          backOff(scene, 100);
          const second = course.play({ attempt: 1, ms: 300, answer });
          backOff(scene, 200);
          const third = course.play({ attempt: 2, ms: 300, answer });
          scene.occurred(NAME, [first.spanId, second.spanId, third.spanId]);
          // The caller gives up by itself: the exception is its own.
          return answer;
        },
      },
    });
  },
};
