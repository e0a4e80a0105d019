// Random traces as no sender should send them: hostile names, circles, missing parents, ids used twice, wild times.
import type { AnyValue } from '@spanloom/otlp-model';
import { hostileLabels } from '../../testing/hostile-labels.ts';
import type { SequenceSpan } from '../sequence-span.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const OTHER_TRACE_ID = '5b8efff798038103d269b633813fc60c';

const KEYS = [
  'db.system',
  'db.system.name',
  'db.namespace',
  'messaging.destination.name',
  'messaging.system',
  'peer.service',
  'service.peer.name',
  'server.address',
  'http.request.resend_count',
  'http.response.status_code',
  'http.status_code',
  'error.type',
  'saga.compensation',
  'url.full',
] as const;
const NAMES = ['GET /', 'SELECT', 'charge', 'refund charge', 'cancel', 'end', 'par', 'Note over p0: x', ''];

export interface RandomTrace {
  readonly spans: readonly SequenceSpan[];
  /** No circles, no id used twice: its calls can be counted by other code. */
  readonly sound: boolean;
}

export function randomTrace(random: () => number): RandomTrace {
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(items: readonly T[], otherwise: T): T => items[below(items.length)] ?? otherwise;
  const size = random() < 0.02 ? 400 : below(40);
  const sound = random() < 0.5;
  const wild = random() < 0.2;
  const labels = [...NAMES, ...(random() < 0.5 ? hostileLabels(200, random) : [])];
  const services = Array.from({ length: 1 + below(random() < 0.1 ? 30 : 5) }, () => pick(labels, 'a'));
  const few = labels.slice(0, 1 + below(labels.length));
  const value = (): AnyValue => {
    const kind = below(6);
    if (kind === 0) return { kind: 'int', value: BigInt(below(600)) };
    if (kind === 1) return { kind: 'bool', value: random() < 0.5 };
    return { kind: 'string', value: random() < 0.4 ? pick(services, 'a') : pick(labels, 'a') };
  };
  const time = (): bigint =>
    wild && random() < 0.3 ? pick([0n, 1n, 2n ** 63n, 2n ** 64n - 1n], 0n) : BigInt(below(100) * 1_000_000);
  const ids = Array.from({ length: size }, (_, i) => (i + 1).toString(16).padStart(16, '0'));
  const spans = ids.map((id, i): SequenceSpan => {
    const start = time();
    const end = random() < 0.05 ? 0n : random() < 0.05 ? time() : start + BigInt(below(50) * 500_000);
    const earlier = pick(ids.slice(0, i), undefined);
    const near = random() < 0.5 ? ids[i - 1] : earlier;
    const kind = below(10);
    return {
      traceId: TRACE_ID,
      flags: below(2),
      spanId: !sound && random() < 0.1 ? pick(ids, id) : id,
      parentSpanId:
        random() < 0.1
          ? undefined
          : random() < 0.05
            ? 'f'.repeat(16)
            : sound
              ? near
              : random() < 0.1
                ? pick(ids, id)
                : near,
      contentHash: String(i),
      name: pick(few, ''),
      kind: kind < 6 ? kind : kind < 8 ? 3 : 2,
      start,
      end: end > 2n ** 64n - 1n ? start : end,
      error: random() < 0.15,
      service: { name: pick(services, 'a'), namespace: random() < 0.1 ? pick(labels, 'ns') : '' },
      clock: random() < 0.9 ? 'one' : pick(services, 'a'),
      cluster: random() < 0.05 ? pick(labels, 'c') : '',
      probe: random() < 0.05 ? pick(labels, 'p') : '',
      attributes:
        random() < 0.4
          ? []
          : Array.from({ length: below(4) }, () => ({ key: pick(KEYS, 'db.system'), value: value() })),
      exception: random() < 0.05 ? pick(labels, 'x') : '',
      links:
        random() < 0.9
          ? []
          : Array.from({ length: below(4) }, () => ({
              traceId: random() < 0.7 ? TRACE_ID : OTHER_TRACE_ID,
              spanId: pick(ids, id),
            })),
    };
  });
  return { spans, sound };
}
