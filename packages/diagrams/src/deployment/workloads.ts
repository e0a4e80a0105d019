// The workloads of a window: whoever sent spans, put together by where it runs.
import { nodeId, serviceNode } from '@spanloom/analysis';
import { compare } from '../sequence/sequence-span.ts';
import type { SenderFact, SenderFacts } from '../window/sender-facts.ts';
import {
  placeWithoutWorkload,
  podOf,
  type Sender,
  senderOf,
  type WorkloadPlace,
  workloadOf,
} from './workload-place.ts';

export interface Workload {
  readonly place: WorkloadPlace;
  readonly instances: ReadonlyMap<string, Replica>;
  /** Instances with a proxy beside the service. */
  readonly proxied: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
  readonly zones: ReadonlySet<string>;
  /** Most spans first. */
  readonly services: readonly SenderFact['service'][];
  readonly spans: number;
  /** Of its spans, weighted by sampling. */
  readonly weight: number;
  readonly failed: FailedShare;
  readonly lastEnd: bigint;
}

/** As on a map: of the requests that it answered; of its spans where it answered none. */
export interface FailedShare {
  readonly of: 'requests' | 'spans';
  readonly share: number;
}

/** One pod, host or what else calls itself an instance. */
export interface Replica {
  readonly name: string;
  /** '' when nothing tells it. */
  readonly zone: string;
  /** Of the same as that of its workload. */
  readonly failedShare: number;
  /** When its last span ended. */
  readonly lastEnd: bigint;
}

export interface Workloads {
  /** By id. */
  readonly workloads: ReadonlyMap<string, Workload>;
  /** The ids of the workloads of the senders, by their places. */
  readonly ofSender: readonly string[];
}

export function workloadsOf({ senders: facts }: SenderFacts): Workloads {
  const senders = facts.map(senderOf);
  // What of a pod tells of no workload belongs to that of the others in it.
  const ofPod = new Map<string, WorkloadPlace>();
  for (const sender of senders) {
    const [pod, place] = [podOf(sender.get), workloadOf(sender)];
    const known = pod === undefined ? undefined : ofPod.get(pod);
    if (pod !== undefined && place !== undefined && (known === undefined || place.id < known.id)) ofPod.set(pod, place);
  }
  const placeOf = (sender: Sender): WorkloadPlace =>
    workloadOf(sender) ?? ofPod.get(podOf(sender.get) ?? '') ?? placeWithoutWorkload(sender);
  const placed = senders.map((sender) => ({ sender, place: placeOf(sender) }));
  const groups = Map.groupBy(placed, ({ place }) => place.id);
  return {
    workloads: new Map([...groups].map(([id, parts]) => [id, workload(parts)])),
    ofSender: placed.map(({ place }) => place.id),
  };
}

type Placed = { readonly sender: Sender; readonly place: WorkloadPlace };

function workload(parts: readonly Placed[]): Workload {
  const [first] = parts;
  if (first === undefined) throw new Error('a group has a member');
  const facts = parts.map(({ sender }) => sender.fact);
  const of = parts.some(({ sender }) => !sender.proxy && sender.fact.requestWeight > 0) ? 'requests' : 'spans';
  const instances = Map.groupBy(
    parts.filter(({ sender }) => sender.instance !== ''),
    ({ sender }) => sender.instance,
  );
  return {
    place: first.place,
    instances: new Map([...instances].map(([id, own]) => [id, replica(own, of)])),
    proxied: new Set(parts.flatMap(({ sender }) => (sender.proxy ? [sender.instance] : []))),
    regions: told(parts, 'cloud.region'),
    zones: told(parts, 'cloud.availability_zone'),
    services: servicesOf(parts),
    spans: facts.reduce((sum, { spans }) => sum + spans, 0),
    weight: facts.reduce((sum, { weight }) => sum + weight, 0),
    failed: { of, share: failedShare(parts, of) },
    lastEnd: latest(facts.map(({ lastEnd }) => lastEnd)),
  };
}

function replica(parts: readonly Placed[], of: FailedShare['of']): Replica {
  const facts = parts.map(({ sender }) => sender.fact);
  const first = (key: 'k8s.pod.name' | 'service.instance.id' | 'host.name' | 'cloud.availability_zone'): string =>
    parts
      .map(({ sender }) => sender.get(key))
      .filter((value) => value !== '')
      .sort(compare)[0] ?? '';
  return {
    name: first('k8s.pod.name') || first('service.instance.id') || first('host.name'),
    zone: first('cloud.availability_zone'),
    failedShare: failedShare(parts, of),
    lastEnd: latest(facts.map(({ lastEnd }) => lastEnd)),
  };
}

/** What a proxy answers, it only passes on. */
function failedShare(parts: readonly Placed[], of: FailedShare['of']): number {
  const all = parts.filter(({ sender }) => of === 'spans' || !sender.proxy).map(({ sender }) => sender.fact);
  const sum = (valueOf: (fact: SenderFact) => number): number => all.reduce((total, fact) => total + valueOf(fact), 0);
  const [failed, whole] =
    of === 'requests'
      ? [sum(({ requestErrorWeight }) => requestErrorWeight), sum(({ requestWeight }) => requestWeight)]
      : [sum(({ errorWeight }) => errorWeight), sum(({ weight }) => weight)];
  return whole > 0 ? failed / whole : 0;
}

/** Proxies speak for the service that they stand beside. */
function servicesOf(parts: readonly Placed[]): SenderFact['service'][] {
  const own = parts.filter(({ sender }) => !sender.proxy);
  const senders = (own.length === 0 ? parts : own).map(({ sender }) => sender.fact);
  const groups = [...Map.groupBy(senders, ({ service }) => nodeId(serviceNode(service)))].map(([id, facts]) => ({
    id,
    service: facts[0]?.service,
    spans: facts.reduce((sum, { spans }) => sum + spans, 0),
  }));
  return groups
    .sort((a, b) => b.spans - a.spans || (a.id < b.id ? -1 : 1))
    .flatMap(({ service }) => (service === undefined ? [] : [service]));
}

function told(parts: readonly Placed[], key: 'cloud.region' | 'cloud.availability_zone'): Set<string> {
  return new Set(parts.map(({ sender }) => sender.get(key)).filter((value) => value !== ''));
}

function latest(times: readonly bigint[]): bigint {
  return times.reduce((last, time) => (time > last ? time : last), 0n);
}
