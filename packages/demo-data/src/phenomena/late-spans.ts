// Late spans: one service sends its spans of a request a minute or more after the others.
import { ok } from '@spanloom/otlp-model';
import type { Phenomenon } from './phenomenon.ts';
import { chooseService } from './sites.ts';

const NAME = 'late-spans';
const SHARE = 0.05;

export const lateSpans: Phenomenon = {
  name: NAME,
  place(ground) {
    const chosen = chooseService(ground);
    if (!chosen.ok) return chosen;
    const service = chosen.value.name;
    return ok({
      service,
      detail: '60 to 240 s',
      onTheWay(trace, random) {
        const late = trace.spans.filter(({ pod, delays }) => pod.service === service && delays.length > 0);
        const [first] = late;
        if (first === undefined || !random.chance(SHARE)) return;
        const { traceId } = first.span;
        const spanIds = late.filter(({ span }) => span.traceId === traceId).map(({ span }) => span.spanId);
        const delay = random.int(60, 240);
        for (const draft of late) {
          if (draft.span.traceId === traceId) draft.delays = draft.delays.map((seconds) => seconds + delay);
        }
        trace.occurrences.push({ phenomenon: NAME, service, traceId, spanIds, time: trace.end });
      },
    });
  },
};
