// Two pods of a service mesh: all calls of one step go through the Envoy proxies beside the two services, which send spans
// of their own. The player makes them; here it is told.
import { ok } from '@spanloom/otlp-model';
import { occurrencesOf, type Phenomenon } from './phenomenon.ts';
import { chooseHttpCall } from './sites.ts';

const NAME = 'sidecars';

export const sidecars: Phenomenon = {
  name: NAME,
  place(ground) {
    const place = chooseHttpCall(ground);
    if (!place.ok) return place;
    const { step, service } = place.value;
    const proxies = new Set(ground.pods.flatMap(({ sidecar }) => sidecar?.service ?? []));
    return ok({
      service,
      detail: step.id,
      sidecars: step.id,
      onTheWay(trace) {
        trace.occurrences.push(...occurrencesOf(NAME, service, trace, ({ pod }) => proxies.has(pod.service)));
      },
    });
  },
};
