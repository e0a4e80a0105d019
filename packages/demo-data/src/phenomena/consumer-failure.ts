// A failure that the customer never sees: a consumer fails after the request has been answered.
import { err, ok } from '@spanloom/otlp-model';
import { stepsOfKind } from '../topology/index-topology.ts';
import { choose, type Phenomenon } from './phenomenon.ts';

const NAME = 'consumer-failure';

export const consumerFailure: Phenomenon = {
  name: NAME,
  place(ground) {
    const { topology } = ground.index;
    const reads = new Set(topology.consumers.map(({ service }) => service));
    if (reads.size === 0) return err('there is no queue');
    const asks = stepsOfKind(topology, 'ask').filter(({ inRequest }) => !inRequest);
    const queries = stepsOfKind(topology, 'query').filter(({ inRequest }) => !inRequest);
    const place = choose(ground, [...asks, ...queries], ({ step }) => step.id, 'no consumer calls anything');
    if (!place.ok) return place;
    const { step, service } = place.value;
    return ok({
      service,
      detail: step.id,
      during: {
        site: step.id,
        share: () => 0.05,
        happen(scene, course) {
          const message = '550 5.1.1 no such mailbox';
          const answer = { kind: 'failed', httpStatus: 550, errorType: 'MailboxUnavailable', message } as const;
          const played = course.play({ answer });
          scene.occurred(NAME, [played.spanId]);
          return played.outcome;
        },
      },
    });
  },
};
