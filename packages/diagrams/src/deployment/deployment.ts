// What runs where: workloads in their namespaces and clusters, as the spans of a window tell, and the calls between them.
import { nodeId, type NodeRef, serviceNode } from '@spanloom/analysis';
import type { BlockDiagram, DiagramLanguage, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { durationField, numberField, shareField, valueTexts, VALUE_SEPARATOR } from '../fixed-width.ts';
import { visibleLabel } from '../mermaid-label.ts';
import { compare } from '../sequence/sequence-span.ts';
import { ambiguousNames, clearName } from '../service-names.ts';
import { fitLive } from '../window/fit-live.ts';
import { roughSizes } from '../window/rough-size.ts';
import type { SenderCall, SenderFacts } from '../window/sender-facts.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted, grouped, type Noun } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { WINDOW_WORDS } from '../words/window-words.ts';
import { clusterNames, MAX_NAME, nameOf, shortNames, shortZone } from './workload-names.ts';
import { type Workload, type Workloads, workloadsOf } from './workloads.ts';

export { DEPLOYMENT_KEYS } from './workload-place.ts';

/** Nobody reads more. */
const MAX_PARTS = 60;
const FLOWS_A_PART = 2;
const FAILING_SHARE = 0.01;
/** Of more replicas those are told that are silent or failing. */
const MAX_REPLICAS = 3;
const MAX_REPLICA_NAME = 14;
const MINUTE = 60_000_000_000n;
/** What sent nothing in this part of the window, at its end, has fallen silent. */
const SILENT_PART = 5n;

export function deploymentOf(facts: SenderFacts): BlockDiagram {
  const workloads = workloadsOf(facts);
  const ways = waysOf(facts, workloads);
  return fitLive((most) => draw(facts, workloads, ways, most), MAX_PARTS);
}

/** An end of a way: a workload, a queue, or a service of which nothing tells where it runs. */
interface End {
  readonly id: string;
  readonly node: NodeRef | undefined;
}

interface Way {
  readonly from: End;
  readonly to: End;
  readonly async: boolean;
  /** One of those that it stands for, the same for any order. */
  call: SenderCall;
  calls: number;
  weight: number;
  errorWeight: number;
}

interface Ways {
  /** By id of their ends. */
  readonly between: readonly Way[];
  /** Calls that are no way between two places. */
  readonly inside: number;
  readonly toSilent: number;
}

function waysOf({ calls }: SenderFacts, workloads: Workloads): Ways {
  const between = new Map<string, Way>();
  let [inside, toSilent] = [0, 0];
  const homes = homesOf(workloads);
  const endOf = (node: NodeRef, resource: number | undefined): End | undefined => {
    const id = resource === undefined ? undefined : workloads.ofSender[resource];
    if (id !== undefined) return { id, node: undefined };
    // Spans do not tell where databases and hosts are.
    if (node.kind !== 'queue' && node.kind !== 'service') return undefined;
    return { id: homes.get(nodeId(node)) ?? nodeId(node), node: homes.has(nodeId(node)) ? undefined : node };
  };
  for (const call of calls) {
    const from = endOf(call.client, call.clientResource);
    const to = endOf(call.server, call.serverResource);
    if (from === undefined || to === undefined) toSilent += call.calls;
    else if (from.id === to.id) inside += call.calls;
    else {
      const key = JSON.stringify([from.id, to.id, call.async]);
      const way = between.get(key) ?? { from, to, async: call.async, call, calls: 0, weight: 0, errorWeight: 0 };
      way.calls += call.calls;
      way.weight += call.weight;
      way.errorWeight += call.errorWeight;
      if (nodesOf(call) < nodesOf(way.call)) way.call = call;
      between.set(key, way);
    }
  }
  return {
    between: [...between].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, way]) => way),
    inside,
    toSilent,
  };
}

function nodesOf({ client, server }: SenderCall): string {
  return JSON.stringify([nodeId(client), nodeId(server)]);
}

/** The workload of each service that runs in one alone, by id of its node. */
function homesOf({ workloads }: Workloads): ReadonlyMap<string, string> {
  const homes = new Map<string, string | undefined>();
  for (const [id, { services }] of workloads) {
    for (const service of services) {
      const node = nodeId(serviceNode(service));
      homes.set(node, homes.has(node) && homes.get(node) !== id ? undefined : id);
    }
  }
  return new Map([...homes].flatMap(([node, id]) => (id === undefined ? [] : [[node, id]])));
}

// ---------------------------------------------------------------------------------------------------------- drawing

function draw(facts: SenderFacts, { workloads }: Workloads, ways: Ways, most: number): BlockDiagram {
  const failing = failingWorkloads(workloads, ways.between);
  const all = partsOf(workloads, ways.between);
  const size = roughSizes(all.map(({ weight }) => weight));
  const parts = all.toSorted(
    (a, b) =>
      Number(failing.has(b.id)) - Number(failing.has(a.id)) ||
      size(b.weight) - size(a.weight) ||
      (a.id < b.id ? -1 : 1),
  );
  const kept = new Set(parts.slice(0, most).map(({ id }) => id));
  const reachable = ways.between.filter(({ from, to }) => kept.has(from.id) && kept.has(to.id));
  const drawn = new Set(mostImportantFirst(reachable).slice(0, most * FLOWS_A_PART));
  const shown = parts.filter(({ id }) => kept.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const clusters = clusterNames(workloads, facts.language);
  const ambiguous = ambiguousServices(workloads, ways.between);
  const flows = ways.between.filter((way) => drawn.has(way));
  return {
    type: 'flowchart',
    direction: 'LR',
    ours: false,
    language: facts.language,
    title: WINDOW_WORDS[facts.language].deployment.title,
    source: facts.source,
    facts: factsOf(facts, workloads, ways, { parts, kept, flows, failing }),
    blocks: shown.map(({ id, node }) => {
      const workload = workloads.get(id);
      return workload === undefined
        ? silentBlock(id, node, ambiguous)
        : workloadBlock(id, workload, { facts, failing, clusters, ambiguous });
    }),
    flows: flows.map((way) => flowOf(way, facts.seconds)),
    notes: [],
  };
}

interface Part {
  readonly id: string;
  readonly node: NodeRef | undefined;
  readonly weight: number;
}

/** Everything that could be drawn as a block. */
function partsOf(workloads: ReadonlyMap<string, Workload>, ways: readonly Way[]): Part[] {
  const parts = new Map<string, Part>();
  for (const [id, { spans }] of workloads) parts.set(id, { id, node: undefined, weight: spans });
  for (const { from, to, calls } of ways) {
    for (const { id, node } of [from, to]) {
      if (node !== undefined) parts.set(id, { id, node, weight: (parts.get(id)?.weight ?? 0) + calls });
    }
  }
  return [...parts.values()];
}

/** bad: errors begin there. warn: one that it calls fails too. */
function failingWorkloads(
  workloads: ReadonlyMap<string, Workload>,
  ways: readonly Way[],
): ReadonlyMap<string, 'bad' | 'warn'> {
  const callers = new Set(
    ways.flatMap((way) => (isFailing(way) && !way.async && way.to.node === undefined ? [way.from.id] : [])),
  );
  return new Map(
    [...workloads].flatMap(([id, { failed }]) =>
      failed.share >= FAILING_SHARE ? [[id, callers.has(id) ? ('warn' as const) : ('bad' as const)]] : [],
    ),
  );
}

interface Surroundings {
  readonly facts: SenderFacts;
  readonly failing: ReadonlyMap<string, 'bad' | 'warn'>;
  readonly clusters: ReadonlyMap<string, string>;
  readonly ambiguous: ReadonlySet<string>;
}

function workloadBlock(id: string, workload: Workload, around: Surroundings): LiveBlock {
  const { facts, failing, clusters, ambiguous } = around;
  const { place, instances, proxied, services, weight, failed, lastEnd } = workload;
  const { end, seconds, whole, language } = facts;
  const [{ deployment: words }, nouns] = [WINDOW_WORDS[language], NOUNS[language]];
  // A search tells only of what it found.
  const silentSince = whole ? end - silentAfter(seconds) : 0n;
  const silent = [...instances.values()].filter((one) => one.lastEnd < silentSince).length;
  const isSilent = lastEnd < silentSince;
  const [main] = services;
  const unit = place.namespace === '' && place.cluster === '' ? nouns.instances : nouns.pods;
  return {
    id,
    name: nameOf(workload, ambiguous),
    shape: instances.size === 0 ? 'round' : 'box',
    values: [
      ...(instances.size === 0 ? [] : [sizeText(workload, unit, language)]),
      [
        numberField(weight / seconds, COMMON_WORDS[language].spansPerSecond),
        shareField(failed.share, failed.of === 'requests' ? words.ofRequests : words.ofSpans),
      ].join(VALUE_SEPARATOR),
      ...(proxied.size === 0 ? [] : [words.withSidecar(counted(proxied.size, unit))]),
      ...(isSilent
        ? [durationField(words.silentFor, end - lastEnd)]
        : silent === 0
          ? []
          : [words.silent(counted(silent, unit))]),
      ...replicaLines(workload, facts, silentSince),
    ],
    state: failing.get(id) ?? (isSilent ? 'ghost' : 'ok'),
    within: withinOf(place, clusters, language),
    ...(main === undefined ? {} : { color: main.color, secondLap: main.secondLap }),
    leads: place.leads,
  };
}

/**
 * Each replica: its zone, the share that failed, and how long before the end of the window its last one ended. Of a
 * window in the past, whose traces go on after it, that may be later.
 */
function replicaLines(
  { place, instances, regions }: Workload,
  { end, language }: SenderFacts,
  silentSince: bigint,
): string[] {
  const { deployment: words } = WINDOW_WORDS[language];
  const all = [...instances.values()].sort(
    (a, b) => compare(a.name, b.name) || compare(a.zone, b.zone) || compare(a.lastEnd, b.lastEnd),
  );
  const unwell = all.filter((one) => one.lastEnd < silentSince || one.failedShare >= FAILING_SHARE);
  const names = shortNames(
    all.map(({ name }) => name),
    place.name,
  );
  const told = all.length <= MAX_REPLICAS ? all : unwell.slice(0, MAX_REPLICAS);
  return told.map(({ name, zone, failedShare, lastEnd }) =>
    [
      visibleLabel(names.get(name) ?? name, MAX_REPLICA_NAME),
      ...(zone === '' ? [] : [words.zone(visibleLabel(shortZone(zone, [...regions]), MAX_REPLICA_NAME))]),
      valueTexts(0, failedShare, 0n).errors,
      end < lastEnd ? words.stillActive : durationField(words.last, end - lastEnd),
    ].join(VALUE_SEPARATOR),
  );
}

function sizeText({ place, instances, zones }: Workload, unit: Noun, language: DiagramLanguage): string {
  return [
    WINDOW_WORDS[language].deployment.kind(place.kind),
    counted(instances.size, unit),
    ...(zones.size === 0 ? [] : [counted(zones.size, NOUNS[language].zones)]),
  ].join(VALUE_SEPARATOR);
}

function ambiguousServices(workloads: ReadonlyMap<string, Workload>, ways: readonly Way[]): ReadonlySet<string> {
  const ends = ways.flatMap(({ from, to }) => [from.node, to.node]);
  return ambiguousNames([
    ...[...workloads.values()].flatMap(({ services }) => services),
    ...ends.flatMap((node) => (node?.kind === 'service' ? [node] : [])),
  ]);
}

function withinOf(
  { cluster, namespace, site }: Workload['place'],
  clusters: ReadonlyMap<string, string>,
  language: DiagramLanguage,
): string[] {
  return [
    ...(cluster === '' ? [] : [clusters.get(cluster) ?? cluster]),
    ...(site === '' || cluster !== '' ? [] : [site]),
    ...(namespace === '' ? [] : [WINDOW_WORDS[language].deployment.namespace(namespace)]),
  ];
}

/** A queue, or a service that sent nothing from anywhere known. */
function silentBlock(id: string, node: NodeRef | undefined, ambiguous: ReadonlySet<string>): LiveBlock {
  return {
    id,
    name: visibleLabel(node === undefined ? '' : clearName(node, ambiguous), MAX_NAME),
    shape: node?.kind === 'queue' ? 'queue' : 'box',
    values: [],
    state: node?.kind === 'queue' ? 'ok' : 'ghost',
    within: [],
    leads: { to: 'node', node: id },
  };
}

function flowOf(way: Way, seconds: number): LiveFlow {
  const { from, to, async, call, weight, errorWeight } = way;
  const { rate, errors } = valueTexts(weight / seconds, errorWeight / weight, 0n);
  return {
    from: from.id,
    to: to.id,
    line: async ? 'dashed' : 'solid',
    label: '',
    values: [[rate, errors].join(VALUE_SEPARATOR)],
    failing: isFailing(way),
    leads: { to: 'call', client: nodeId(call.client), server: nodeId(call.server) },
  };
}

function isFailing({ weight, errorWeight }: Way): boolean {
  return errorWeight / weight >= FAILING_SHARE;
}

/** Errors first, then those that are called about the most. */
function mostImportantFirst(ways: readonly Way[]): Way[] {
  const size = roughSizes(ways.map(({ weight }) => weight));
  return ways.toSorted((a, b) => Number(isFailing(b)) - Number(isFailing(a)) || size(b.weight) - size(a.weight));
}

function silentAfter(seconds: number): bigint {
  const part = BigInt(Math.round(seconds * 1e9)) / SILENT_PART;
  return part > MINUTE ? part : MINUTE;
}

// ------------------------------------------------------------------------------------------------------------- facts

interface Drawn {
  readonly parts: readonly Part[];
  readonly kept: ReadonlySet<string>;
  readonly flows: readonly Way[];
  readonly failing: ReadonlyMap<string, unknown>;
}

function factsOf(
  { senders, language }: SenderFacts,
  workloads: ReadonlyMap<string, Workload>,
  { between, inside, toSilent }: Ways,
  { parts, kept, flows, failing }: Drawn,
): BlockDiagram['facts'] {
  const [common, { deployment: words }, nouns] = [COMMON_WORDS[language], WINDOW_WORDS[language], NOUNS[language]];
  const drawn = [...workloads].filter(([id]) => kept.has(id));
  const instances = drawn.reduce((sum, [, one]) => sum + one.instances.size, 0);
  const left = parts.filter(({ id }) => !kept.has(id));
  const hiddenCalls = between.filter((way) => !flows.includes(way)).reduce((sum, { calls }) => sum + calls, 0);
  const unplaced = parts.filter(({ id, node }) => node?.kind === 'service' && kept.has(id)).length;
  const spans = senders.reduce((sum, one) => sum + one.spans, 0);
  return [
    {
      name: 'shown',
      value: common.list([
        counted(drawn.length, nouns.workloads),
        counted(instances, nouns.instances),
        counted(flows.length, nouns.edges),
      ]),
    },
    ...(left.length + hiddenCalls === 0
      ? []
      : [
          {
            name: 'hidden' as const,
            value: common.and(
              common.list([
                counted(left.length, nouns.parts),
                common.ofThemFailing(left.filter(({ id }) => failing.has(id)).length),
              ]),
              counted(hiddenCalls, nouns.calls),
            ),
          },
        ]),
    ...(unplaced === 0
      ? []
      : [{ name: 'inferred' as const, value: words.unplaced(counted(unplaced, nouns.services)) }]),
    {
      name: 'basis',
      value: words.basis(counted(spans, nouns.spans), counted(inside, nouns.calls), grouped(toSilent)),
    },
  ];
}
