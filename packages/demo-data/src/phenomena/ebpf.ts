// A service without an SDK, seen by an eBPF probe alone: its requests and its calls, nothing within. The topology says
// which; here it is told.
import { ok } from '@spanloom/otlp-model';
import { choose, occurrencesOf, type Phenomenon } from './phenomenon.ts';

const NAME = 'ebpf';

export const ebpf: Phenomenon = {
  name: NAME,
  place(ground) {
    const probed = ground.index.topology.services.filter(({ seenBy }) => seenBy === 'ebpf');
    const chosen = choose(ground, probed, ({ name }) => name, 'no service both answers and makes calls over HTTP');
    if (!chosen.ok) return chosen;
    const service = chosen.value.name;
    return ok({
      service,
      detail: 'server and client spans only',
      onTheWay(trace) {
        trace.occurrences.push(...occurrencesOf(NAME, service, trace, ({ pod }) => pod.service === service));
      },
    });
  },
};
