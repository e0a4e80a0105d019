// Lost spans: a span never leaves its service, so its children have no parent.
import { ok } from '@spanloom/otlp-model';
import { stepsOf } from '../topology/index-topology.ts';
import type { Phenomenon } from './phenomenon.ts';
import { chooseService } from './sites.ts';

const NAME = 'lost-spans';
const SHARE = 0.04;
const SERVER = 2;

export const lostSpans: Phenomenon = {
  name: NAME,
  place(ground) {
    const makers = new Set(
      stepsOf(ground.index.topology)
        .filter(({ step, always }) => always && (step.kind === 'call' || step.kind === 'send'))
        .map(({ service }) => service),
    );
    const chosen = chooseService(ground, ({ name }) => makers.has(name));
    if (!chosen.ok) return chosen;
    const service = chosen.value.name;
    return ok({
      service,
      detail: 'a span with children',
      onTheWay(trace, random) {
        const parents = new Set(trace.spans.map(({ span }) => span.parentSpanId));
        const [first, ...others] = trace.spans.filter(
          ({ span, pod }) => pod.service === service && span.kind !== SERVER && parents.has(span.spanId),
        );
        if (first === undefined || !random.chance(SHARE)) return;
        const draft = random.pick([first, ...others]);
        draft.delays = [];
        const { traceId, spanId } = draft.span;
        trace.occurrences.push({ phenomenon: NAME, service, traceId, spanIds: [spanId], time: trace.end });
      },
    });
  },
};
