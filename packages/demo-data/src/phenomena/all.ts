// Every phenomenon, and how they find their places.
import { randomOf } from '../random.ts';
import type { TopologyIndex } from '../topology/index-topology.ts';
import { podsOf } from '../world/pods.ts';
import { activityRetry } from './activity-retry.ts';
import { badDeploy } from './bad-deploy.ts';
import { canary } from './canary.ts';
import { clockSkew } from './clock-skew.ts';
import { conflictingDuplicates } from './conflicting-duplicates.ts';
import { connectionRefused } from './connection-refused.ts';
import { consumerFailure } from './consumer-failure.ts';
import { databaseOverload } from './database-overload.ts';
import { declined } from './declined.ts';
import { droppedTraceparent } from './dropped-traceparent.ts';
import { duplicateSpans } from './duplicate-spans.ts';
import { ebpf } from './ebpf.ts';
import { hostDown } from './host-down.ts';
import { lateSpans } from './late-spans.ts';
import { laterConsumer } from './later-consumer.ts';
import { lostSpans } from './lost-spans.ts';
import { nPlusOne } from './n-plus-one.ts';
import type { Phenomenon, Placed } from './phenomenon.ts';
import { retry } from './retry.ts';
import { saga } from './saga.ts';
import { sidecars } from './sidecars.ts';
import { slowQuery } from './slow-query.ts';
import { twoClusters } from './two-clusters.ts';

/** Those on the way come in this order: what is lost is neither late nor sent twice. */
const PHENOMENA: readonly Phenomenon[] = [
  retry,
  hostDown,
  connectionRefused,
  declined,
  nPlusOne,
  slowQuery,
  databaseOverload,
  consumerFailure,
  canary,
  badDeploy,
  saga,
  activityRetry,
  droppedTraceparent,
  laterConsumer,
  sidecars,
  ebpf,
  twoClusters,
  lostSpans,
  clockSkew,
  lateSpans,
  conflictingDuplicates,
  duplicateSpans,
];

export interface PlacedPhenomenon extends Placed {
  readonly phenomenon: string;
}

/** A phenomenon for which the topology has no place. */
export interface AbsentPhenomenon {
  readonly phenomenon: string;
  readonly why: string;
}

export function placePhenomena(
  seed: string,
  index: TopologyIndex,
): { readonly placed: readonly PlacedPhenomenon[]; readonly absent: readonly AbsentPhenomenon[] } {
  const placed: PlacedPhenomenon[] = [];
  const absent: AbsentPhenomenon[] = [];
  const { services, places } = index.topology;
  const pods = services.flatMap((service) => podsOf(seed, index, service));
  for (const { name, place } of PHENOMENA) {
    const found = place({ index, random: randomOf(seed, 'place', name), wish: places[name], pods });
    if (found.ok) placed.push({ phenomenon: name, ...found.value });
    else absent.push({ phenomenon: name, why: found.error });
  }
  return { placed, absent };
}
