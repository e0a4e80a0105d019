// Two different spans under one id, as a process makes them that was forked without its random numbers being seeded anew.
import { err, ok } from '@spanloom/otlp-model';
import { stepsOfKind } from '../topology/index-topology.ts';
import type { Phenomenon } from './phenomenon.ts';

const NAME = 'conflicting-duplicates';
const SHARE = 0.006;
const INTERNAL = 1;

export const conflictingDuplicates: Phenomenon = {
  name: NAME,
  place({ index }) {
    if (stepsOfKind(index.topology, 'local').length === 0) return err('no service makes spans of its own code');
    return ok({
      service: '',
      detail: "any span of a service's own code",
      onTheWay(trace, random) {
        const [first, ...others] = trace.spans.filter(
          ({ span, delays }) => span.kind === INTERNAL && span.parentSpanId !== undefined && delays.length === 1,
        );
        if (!random.chance(SHARE) || first === undefined) return;
        const draft = random.pick([first, ...others]);
        const { traceId, spanId } = draft.span;
        trace.spans.push({ ...draft, span: { ...draft.span, name: `${draft.span.name} (forked worker)` } });
        const occurrence = {
          phenomenon: NAME,
          service: draft.pod.service,
          traceId,
          spanIds: [spanId],
          time: trace.end,
        };
        trace.occurrences.push(occurrence);
      },
    });
  },
};
