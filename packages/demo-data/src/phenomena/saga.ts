// A saga: the last activity of a workflow fails each time it is tried, so the workflow undoes what the others did, the last
// one first, and fails.
import { ok } from '@spanloom/otlp-model';
import { choose, type Phenomenon } from './phenomenon.ts';

const NAME = 'saga';

export const saga: Phenomenon = {
  name: NAME,
  place(ground) {
    const workflows = ground.index.topology.workflows.filter(({ activities }) => activities.some(({ undo }) => undo));
    const chosen = choose(ground, workflows, ({ name }) => name, 'no workflow has anything to undo');
    if (!chosen.ok) return chosen;
    const { name, worker } = chosen.value;
    return ok({
      service: worker,
      detail: name,
      during: {
        site: `workflow ${name}`,
        share: () => 0.35,
        happen(scene, course) {
          const message = 'no answer from the printer in 3 attempts';
          const answer = { kind: 'failed', httpStatus: 503, errorType: 'ServiceUnavailable', message } as const;
          const { outcome, shown = [] } = course.play({ answer });
          scene.occurred(NAME, shown);
          return outcome;
        },
      },
    });
  },
};
