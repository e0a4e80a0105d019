// Messages that are consumed minutes later, many at once, in a trace of their own that links to those who sent them. The
// topology makes it, by consumers of the batch mode; here it is told.
import { err, ok } from '@spanloom/otlp-model';
import type { Phenomenon } from './phenomenon.ts';

const NAME = 'later-consumer';

export const laterConsumer: Phenomenon = {
  name: NAME,
  place({ index }) {
    const batches = index.topology.consumers.filter(({ mode }) => mode.kind === 'batch');
    const [first] = batches;
    if (first === undefined) return err('nobody takes messages in batches');
    return ok({
      service: first.service,
      detail: first.queue,
      onTheWay(trace) {
        for (const { span, pod } of trace.spans) {
          if (span.parentSpanId !== undefined || span.links.length === 0) continue;
          if (!batches.some(({ service }) => service === pod.service)) continue;
          const { traceId, spanId } = span;
          trace.occurrences.push({
            phenomenon: NAME,
            service: pod.service,
            traceId,
            spanIds: [spanId],
            time: trace.start,
          });
        }
      },
    });
  },
};
