// A proxy between two services drops the traceparent header: the trace is cut in two.
import { ok } from '@spanloom/otlp-model';
import type { Phenomenon } from './phenomenon.ts';
import { chooseHttpCall } from './sites.ts';

const NAME = 'dropped-traceparent';

export const droppedTraceparent: Phenomenon = {
  name: NAME,
  place(ground) {
    const place = chooseHttpCall(ground);
    if (!place.ok) return place;
    const { step, service } = place.value;
    return ok({
      service,
      detail: step.id,
      during: {
        site: step.id,
        share: () => 0.06,
        happen(scene, course) {
          const { outcome, spanId, servedIn } = course.play({ cut: true });
          scene.occurred(NAME, [spanId], servedIn);
          return outcome;
        },
      },
    });
  },
};
