// The error path that is nobody's fault: the other side says no, 402 all the way up.
import { ok } from '@spanloom/otlp-model';
import type { Phenomenon } from './phenomenon.ts';
import { chooseHttpStep } from './sites.ts';

const NAME = 'declined';

export const declined: Phenomenon = {
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
        share: () => 0.05,
        happen(scene, course) {
          const message = scene.random.pick(['insufficient funds', 'card expired', 'suspected fraud']);
          const answer = { kind: 'failed', httpStatus: 402, errorType: 'CardDeclined', message } as const;
          const played = course.play({ ms: 110, answer });
          scene.occurred(NAME, [played.spanId]);
          return played.outcome;
        },
      },
    });
  },
};
