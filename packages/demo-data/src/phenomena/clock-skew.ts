// Clock skew: on one host the clock is off, so all spans made there are shifted by the same time.
import { err, ok, type SpanId, type UnixNano, unixNano } from '@spanloom/otlp-model';
import type { DraftSpan } from '../play/draft.ts';
import type { Phenomenon } from './phenomenon.ts';

const NAME = 'clock-skew';

export const clockSkew: Phenomenon = {
  name: NAME,
  place({ pods, random, wish }) {
    const servicesOn = new Map<string, Set<string>>();
    for (const { host, service } of pods) {
      if (host !== '') servicesOn.set(host, (servicesOn.get(host) ?? new Set<string>()).add(service));
    }
    const hosts = [...servicesOn].filter(([, services]) => wish === undefined || services.has(wish));
    // The host with the fewest services: what is off in most traces is off in none.
    const [chosen] = hosts.toSorted((a, b) => a[1].size - b[1].size || (a[0] < b[0] ? -1 : 1));
    if (chosen === undefined) return err('no service runs on a host');
    const [host] = chosen;
    const offset = BigInt(random.int(30, 700)) * 1_000_000n * (random.chance(0.5) ? 1n : -1n);
    return ok({
      service: '',
      detail: host,
      offset,
      onTheWay(trace) {
        const shifted: DraftSpan[] = trace.spans.filter(({ pod, delays }) => pod.host === host && delays.length > 0);
        const byTrace = new Map<DraftSpan['span']['traceId'], Map<string, SpanId[]>>();
        for (const draft of shifted) {
          const { span } = draft;
          draft.span = {
            ...span,
            start: moved(span.start, offset),
            end: moved(span.end, offset),
            events: span.events.map((event) => ({ ...event, time: moved(event.time, offset) })),
          };
          const services = byTrace.get(span.traceId) ?? new Map<string, SpanId[]>();
          byTrace.set(span.traceId, services);
          services.set(draft.pod.service, [...(services.get(draft.pod.service) ?? []), span.spanId]);
        }
        for (const [traceId, services] of byTrace) {
          for (const [service, spanIds] of services) {
            trace.occurrences.push({ phenomenon: NAME, service, traceId, spanIds, time: trace.start });
          }
        }
      },
    });
  },
};

function moved(time: UnixNano, by: bigint): UnixNano {
  const there = unixNano(time + by);
  if (!there.ok) throw new Error(there.error);
  return there.value;
}
