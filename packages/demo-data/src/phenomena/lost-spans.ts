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
    const { consumers } = ground.index.topology;
    // What is taken in batches is taken in another trace: nothing stands below the span that sent it.
    const inTrace = new Set(consumers.filter(({ mode }) => mode.kind === 'at-once').map(({ queue }) => queue));
    const makers = new Set(
      stepsOf(ground.index.topology)
        .filter(
          ({ step, always }) => always && (step.kind === 'call' || (step.kind === 'send' && inTrace.has(step.queue))),
        )
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
