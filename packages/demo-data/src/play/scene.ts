// One request while it is being played: a clock that the code moves forward, a stack of open spans, and the chance of
// things going another way. Calls and phenomena are written against it as if they were instrumented code.
import {
  parseSpanId,
  parseTraceId,
  type Result,
  type SpanEvent,
  type SpanId,
  type SpanLink,
  type TraceId,
  type UnixNano,
  unixNano,
} from '@spanloom/otlp-model';
import { attributes, type PlainAttributes } from '../attributes.ts';
import type { Random } from '../random.ts';
import type { ServiceSpec } from '../topology/topology.ts';
import type { TopologyIndex } from '../topology/index-topology.ts';
import type { Occurrence, TruthArrival, TruthCall } from '../truth/truth.ts';
import type { ScopeKind } from '../world/languages.ts';
import { seenOnTheWire } from '../world/ebpf.ts';
import type { Pod, World } from '../world/pods.ts';
import type { Values } from './draws.ts';
import type { Course, Site } from './course.ts';
import type { DraftSpan, DraftTrace } from './draft.ts';
import type { Outcome } from './outcome.ts';

/** Span kinds by their number on the wire. */
const KIND = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;

interface SpanSpec {
  readonly name: string;
  readonly kind: keyof typeof KIND;
  /** A span of scope `proxy` is made by the sidecar of the service's pod. */
  readonly scope: ScopeKind;
  /** The service that makes the span; without it, the one of the enclosing span. */
  readonly service?: string;
  readonly attributes?: PlainAttributes;
  readonly links?: readonly LinkTarget[];
  /** The caller's trace did not come through: the span is the root of another trace. */
  readonly cut?: boolean;
}

/** A span that another one can link to. */
export interface LinkTarget {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  readonly attributes: PlainAttributes;
}

/** A message on a queue, with the span that sent it. */
export interface Message extends LinkTarget {
  readonly queue: string;
  readonly key: string;
}

/** A span whose code is running. */
export interface OpenSpan {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  set(more: PlainAttributes): void;
  event(name: string, plain?: PlainAttributes): void;
  /** Sets status error. */
  fail(message: string): void;
}

export interface Scene {
  readonly index: TopologyIndex;
  readonly random: Random;
  /** What was drawn for the request. */
  readonly values: Values;
  /** The service whose code is running, and its pod. */
  readonly service: ServiceSpec;
  readonly pod: Pod;
  /** Plays `body` inside a new span that is a child of the enclosing one. */
  span<T>(spec: SpanSpec, body: (span: OpenSpan) => T): T;
  /** Time passes: about this long, as latencies vary. */
  work(medianMs: number, spread?: number): void;
  /** Time passes: exactly this long. */
  wait(ms: number): void;
  /** The running service's own work in `body` takes that many times as long. */
  slower<T>(factor: number, body: () => T): T;
  /** Plays the branches at the same time and goes on when the last is done. */
  parallel(branches: readonly (() => void)[]): void;
  /** Plays `body` that much later, without waiting for it: `until` its end waits after all. */
  later<T>(delayMs: number, body: () => T): { readonly result: T; readonly end: UnixNano };
  until(time: UnixNano): void;
  /** Whether the calls of a step go through the sidecars of both pods. */
  hasSidecars(site: Site): boolean;
  /** Plays what happens at a site: as a rule its normal course, now and then a phenomenon's. */
  at(site: Site, course: Course): Outcome;
  /** Nanoseconds since the Unix epoch, now. */
  now(): UnixNano;
  /** Keeps the truth: a call was made, a request came from outside, a phenomenon happened in the running service. */
  called(call: TruthCall): void;
  arrived(arrival: TruthArrival): void;
  occurred(phenomenon: string, spanIds: readonly SpanId[], otherTraceId?: TraceId): void;
  sent(message: Message): void;
}

interface SceneOptions {
  readonly index: TopologyIndex;
  readonly world: World;
  /** What may happen at a site in place of its normal course, and how often. */
  readonly alternatives: ReadonlyMap<Site, readonly Alternative[]>;
  readonly sidecars: ReadonlySet<Site>;
  readonly random: Random;
  readonly values: Values;
  readonly start: UnixNano;
}

/** A course that a phenomenon takes in place of the normal one. */
export interface Alternative {
  /** 0 to 1, looked at each time. */
  readonly share: (scene: Scene) => number;
  readonly happen: (scene: Scene, course: Course) => Outcome;
}

interface Frame {
  readonly service: ServiceSpec;
  readonly pod: Pod;
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  readonly factor: number;
}

/** Plays one request. The outermost span that `play` opens is its root. */
export function playTrace(options: SceneOptions, play: (scene: Scene) => void): DraftTrace {
  const { random, index } = options;
  const traceId = newTraceId(random);
  const pods = new Map<string, Pod>();
  const spans: DraftSpan[] = [];
  const calls: TruthCall[] = [];
  const arrivals: TruthArrival[] = [];
  const occurrences: Occurrence[] = [];
  const messages: Message[] = [];
  let clock = 0;
  let last = 0;
  let frame: Frame | undefined;

  const timeAt = (offset: number): UnixNano => must(unixNano(options.start + BigInt(Math.round(offset))));

  function running(): Frame {
    if (frame === undefined) throw new Error('no span is open, so no service is running');
    return frame;
  }

  /** One request meets one pod of each service. */
  function podOf(service: ServiceSpec): Pod {
    const known = pods.get(service.name);
    if (known !== undefined) return known;
    const chosen = options.world.pod(service.name, random, timeAt(clock));
    pods.set(service.name, chosen);
    return chosen;
  }

  /** The new span's frame below its parent's. */
  function enter(spec: SpanSpec, parent: Frame | undefined): Frame {
    const service = spec.service === undefined ? parent?.service : index.service(spec.service);
    if (service === undefined) throw new Error('the root span must name its service');
    const pod = podOf(service);
    return {
      service,
      pod: spec.scope === 'proxy' ? (pod.sidecar ?? pod) : pod,
      traceId: spec.cut === true ? newTraceId(random) : (parent?.traceId ?? traceId),
      spanId: must(parseSpanId(random.hex(8))),
      factor: service === parent?.service ? parent.factor : 1,
    };
  }

  const scene: Scene = {
    index,
    random,
    values: options.values,
    get service() {
      return running().service;
    },
    get pod() {
      return running().pod;
    },
    span(spec, body) {
      const parent = frame;
      if (parent?.service.seenBy === 'ebpf' && spec.kind === 'internal') return body(unseen(parent));
      const own = enter(spec, parent);
      const begun = clock;
      const plain: Record<string, PlainAttributes[string]> = { ...own.pod.tags, ...spec.attributes };
      const events: SpanEvent[] = [];
      let status = { code: 0, message: '' };

      frame = own;
      const result = body({
        traceId: own.traceId,
        spanId: own.spanId,
        set: (more) => Object.assign(plain, more),
        event: (name, more = {}) =>
          events.push({ time: timeAt(clock), name, attributes: attributes(more), droppedAttributesCount: 0 }),
        fail: (message) => {
          status = { code: 2, message };
        },
      });
      frame = parent;
      last = Math.max(last, clock);

      const hasParent = parent !== undefined && spec.cut !== true;
      const probed = own.service.seenBy === 'ebpf' && spec.scope !== 'proxy';
      const span = {
        traceId: own.traceId,
        spanId: own.spanId,
        parentSpanId: hasParent ? parent.spanId : undefined,
        traceState: '',
        flags: flagsOf(hasParent && parent.pod !== own.pod),
        name: spec.name,
        kind: KIND[spec.kind],
        start: timeAt(begun),
        end: timeAt(clock),
        attributes: attributes(probed ? seenOnTheWire(plain) : plain),
        droppedAttributesCount: 0,
        events: probed ? [] : events,
        droppedEventsCount: 0,
        links: (spec.links ?? []).map(linkTo),
        droppedLinksCount: 0,
        status,
      };
      spans.push({ pod: own.pod, scope: options.world.scope(own.service, spec.scope), span, delays: [0] });
      return result;
    },
    work(medianMs, spread) {
      clock += random.around(medianMs, spread) * (frame?.factor ?? 1) * 1e6;
    },
    wait(ms) {
      clock += ms * 1e6;
    },
    slower(factor, body) {
      const before = running();
      frame = { ...before, factor: before.factor * factor };
      const result = body();
      frame = before;
      return result;
    },
    parallel(branches) {
      const begun = clock;
      let latest = clock;
      for (const branch of branches) {
        clock = begun;
        branch();
        latest = Math.max(latest, clock);
      }
      clock = latest;
    },
    later(delayMs, body) {
      const here = clock;
      clock += delayMs * 1e6;
      const result = body();
      const end = timeAt(clock);
      clock = here;
      return { result, end };
    },
    until(time) {
      clock = Math.max(clock, Number(time - options.start));
    },
    hasSidecars: (site) => options.sidecars.has(site),
    at(site, course) {
      const alternatives = options.alternatives.get(site);
      if (alternatives === undefined) return course.normal();
      let point = random.float();
      for (const alternative of alternatives) {
        point -= alternative.share(scene);
        if (point < 0) return alternative.happen(scene, course);
      }
      return course.normal();
    },
    now: () => timeAt(clock),
    called: (call) => void calls.push(call),
    arrived: (arrival) => void arrivals.push(arrival),
    sent: (message) => void messages.push(message),
    occurred(phenomenon, spanIds, otherTraceId) {
      const { service, traceId: own } = running();
      const occurrence = { phenomenon, service: service.name, traceId: own, spanIds, time: timeAt(clock) };
      occurrences.push(otherTraceId === undefined ? occurrence : { ...occurrence, otherTraceId });
    },
  };

  play(scene);
  return { traceId, start: options.start, end: timeAt(last), spans, calls, arrivals, occurrences, messages };
}

/** What happens within a service that only a probe sees: time passes, and no span tells of it. */
function unseen({ traceId, spanId }: Frame): OpenSpan {
  return { traceId, spanId, set: () => undefined, event: () => undefined, fail: () => undefined };
}

/** W3C flags sampled and random, then: whether the parent is remote is known, and whether it is. */
function flagsOf(remoteParent: boolean): number {
  return 0x03 | 0x100 | (remoteParent ? 0x200 : 0);
}

function linkTo(target: LinkTarget): SpanLink {
  return {
    traceId: target.traceId,
    spanId: target.spanId,
    traceState: '',
    attributes: attributes(target.attributes),
    droppedAttributesCount: 0,
    flags: 0x03 | 0x100 | 0x200,
  };
}

function newTraceId(random: Random): TraceId {
  return must(parseTraceId(random.hex(16)));
}

/** The generator's own ids and times are valid by construction. */
function must<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(`the demo world broke its own rule: ${result.error}`);
  return result.value;
}
