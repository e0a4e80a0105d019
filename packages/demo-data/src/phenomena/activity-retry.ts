// An activity that fails once: the workflow's server hands it out again, and the second attempt works.
import { ok } from '@spanloom/otlp-model';
import { choose, type Phenomenon } from './phenomenon.ts';

const NAME = 'activity-retry';

export const activityRetry: Phenomenon = {
  name: NAME,
  place(ground) {
    const activities = ground.index.topology.workflows.flatMap((workflow) => workflow.activities);
    const chosen = choose(ground, activities, ({ name }) => name, 'nothing runs workflows');
    if (!chosen.ok) return chosen;
    const { name, service } = chosen.value;
    return ok({
      service,
      detail: name,
      during: {
        site: `activity ${name}`,
        share: () => 0.3,
        happen(scene, course) {
          const message = 'the connection was reset';
          const answer = { kind: 'failed', httpStatus: 503, errorType: 'ConnectionReset', message } as const;
          const first = course.play({ answer });
          scene.wait(120);
          const second = course.play({ attempt: 1 });
          scene.occurred(NAME, [first.spanId, second.spanId]);
          return second.outcome;
        },
      },
    });
  },
};
