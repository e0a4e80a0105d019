// Plays requests and batches of one seed and topology, with its phenomena: what happens at a time, whenever it is asked.
import type { UnixNano } from '@spanloom/otlp-model';
import { type AbsentPhenomenon, type PlacedPhenomenon, placePhenomena } from '../phenomena/all.ts';
import { randomOf } from '../random.ts';
import { indexTopology, type TopologyIndex } from '../topology/index-topology.ts';
import type { ConsumerSpec, FlowSpec, Topology, WorkflowSpec } from '../topology/topology.ts';
import { createWorld } from '../world/pods.ts';
import type { Site } from './course.ts';
import type { DraftTrace } from './draft.ts';
import { drawnValues } from './draws.ts';
import { playRequest } from './request.ts';
import { type Alternative, type Message, playTrace } from './scene.ts';
import { consumeMessages } from './steps.ts';
import { playWorkflow } from './workflows.ts';

/** A request on its way in. */
export interface Arrival {
  readonly start: UnixNano;
  readonly flow: FlowSpec;
}

export interface Player {
  readonly index: TopologyIndex;
  readonly placed: readonly PlacedPhenomenon[];
  readonly absent: readonly AbsentPhenomenon[];
  request(arrival: Arrival): DraftTrace;
  /** A consumer takes these messages, at once and in a trace of its own. */
  batch(consumer: ConsumerSpec, messages: readonly Message[], start: UnixNano): DraftTrace;
  /** One run of a workflow. */
  workflow(workflow: WorkflowSpec, start: UnixNano): DraftTrace;
  /** Lets phenomena of delivery have their way with a trace that was played. */
  send(draft: DraftTrace): void;
}

export function createPlayer(seed: string, topology: Topology): Player {
  const index = indexTopology(topology);
  const { placed, absent } = placePhenomena(seed, index);
  const world = createWorld(
    seed,
    index,
    placed.flatMap(({ deploy }) => deploy ?? []),
  );
  const sidecars = new Set(placed.flatMap(({ sidecars: site }) => site ?? []));
  const surroundings = { index, world, alternatives: alternativesBySite(placed), sidecars };

  return {
    index,
    placed,
    absent,
    request({ start, flow }) {
      const random = randomOf(seed, flow.name, start);
      const values = drawnValues(flow.values, random);
      return playTrace({ ...surroundings, random, values, start }, (scene) => playRequest(scene, flow));
    },
    batch(consumer, messages, start) {
      const random = randomOf(seed, 'batch', consumer.queue, consumer.service, start);
      return playTrace({ ...surroundings, random, values: new Map(), start }, (scene) =>
        consumeMessages(scene, consumer, messages),
      );
    },
    workflow(workflow, start) {
      const random = randomOf(seed, 'workflow', workflow.name, start);
      const values = drawnValues(workflow.values, random);
      return playTrace({ ...surroundings, random, values, start }, (scene) => playWorkflow(scene, workflow));
    },
    send(draft) {
      const random = randomOf(seed, 'on the way', draft.traceId);
      for (const { onTheWay } of placed) onTheWay?.(draft, random);
    },
  };
}

function alternativesBySite(placed: readonly PlacedPhenomenon[]): ReadonlyMap<Site, readonly Alternative[]> {
  const bySite = new Map<Site, Alternative[]>();
  for (const { during } of placed) {
    if (during === undefined) continue;
    const together = bySite.get(during.site);
    if (together === undefined) bySite.set(during.site, [during]);
    else together.push(during);
  }
  return bySite;
}
