// An exporter that missed the answer sends the same span again.
import { ok } from '@spanloom/otlp-model';
import type { Phenomenon } from './phenomenon.ts';

const NAME = 'duplicate-spans';
const SHARE = 0.01;

export const duplicateSpans: Phenomenon = {
  name: NAME,
  place: () =>
    ok({
      service: '',
      detail: 'any span',
      onTheWay(trace, random) {
        const [first, ...others] = trace.spans.filter(({ delays }) => delays.length === 1);
        if (!random.chance(SHARE) || first === undefined) return;
        const draft = random.pick([first, ...others]);
        draft.delays = [...draft.delays, (draft.delays[0] ?? 0) + random.int(2, 20)];
        const { traceId, spanId } = draft.span;
        const occurrence = {
          phenomenon: NAME,
          service: draft.pod.service,
          traceId,
          spanIds: [spanId],
          time: trace.end,
        };
        trace.occurrences.push(occurrence);
      },
    }),
};
