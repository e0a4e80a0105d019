// One trace while it is being played: a clock that the code moves forward, a stack of open spans, and the chance of things
// going wrong. Services and flows are written against it as if they were instrumented code.
import {
  parseSpanId,
  parseTraceId,
  type Resource,
  type ResourceSpans,
  type Result,
  type Scope,
  type Span,
  type SpanEvent,
  type SpanId,
  type SpanLink,
  type TraceId,
  type UnixNano,
  unixNano,
} from '@spanloom/otlp-model';
import { attributes, type PlainAttributes } from '../attributes.ts';
import { type Random, randomOf } from '../random.ts';
import type { ScopeKind } from './languages.ts';
import type { ServiceKey } from './topology.ts';
import type { World } from './world.ts';

/** How a step went, as its caller sees it. */
export type Outcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'failed'; readonly httpStatus: number; readonly errorType: string; readonly message: string };

export const OK: Outcome = { kind: 'ok' };

/** The steps at which something out of the ordinary can happen. */
type Site = 'payment.authorize' | 'stock.query' | 'session.lookup' | 'mail.send' | 'search.query';

/** Something out of the ordinary: with probability `share` it takes the place of the normal behaviour of its site. */
export interface Phenomenon {
  readonly name: string;
  readonly site: Site;
  readonly share: number;
  readonly happen: (scene: Scene) => Outcome;
}

/** Span kinds by their number on the wire. */
const KIND = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;

interface SpanSpec {
  readonly name: string;
  readonly kind: keyof typeof KIND;
  readonly scope: ScopeKind;
  /** The service that makes the span; without it, the one of the enclosing span. */
  readonly service?: ServiceKey;
  readonly attributes?: PlainAttributes;
  readonly links?: readonly LinkTarget[];
}

/** A span that another one can link to. */
export interface LinkTarget {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  readonly attributes: PlainAttributes;
}

/** A span that has begun and can still be written to. */
export interface OpenSpan {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  set(more: PlainAttributes): void;
  /** An event at the clock's time. */
  event(name: string, plain?: PlainAttributes): void;
  /** Sets status error. */
  fail(message: string): void;
}

export interface Scene {
  readonly random: Random;
  /** The service whose code is running. */
  readonly service: ServiceKey;
  /** Names of the phenomena that happened so far. */
  readonly happened: readonly string[];
  /** Plays `body` inside a new span that is a child of the enclosing one. */
  span<T>(spec: SpanSpec, body: (span: OpenSpan) => T): T;
  /** Time passes: about this long, as latencies vary. */
  work(medianMs: number, spread?: number): void;
  /** Time passes: exactly this long. */
  wait(ms: number): void;
  /** Plays the branches at the same time and goes on when the last is done. */
  parallel(branches: readonly (() => void)[]): void;
  /** Plays `body` that much later, without waiting for it. */
  later(delayMs: number, body: () => void): void;
  /** Plays what happens at a site: as a rule `normal`, now and then a phenomenon. */
  at(site: Site, normal: () => Outcome): Outcome;
  /** Nanoseconds since the Unix epoch, now. */
  now(): UnixNano;
}

/** A trace that was played to its end. */
export interface PlayedTrace {
  readonly traceId: TraceId;
  readonly start: UnixNano;
  /** The end of the span that ended last. */
  readonly end: UnixNano;
  readonly spanCount: number;
  /** Names of the phenomena in it: what a reader of the trace should find. */
  readonly phenomena: readonly string[];
  /** As the services' SDKs export it: one entry a resource, spans in the order in which they ended. */
  readonly resourceSpans: readonly ResourceSpans[];
}

interface SceneOptions {
  readonly world: World;
  readonly phenomena: readonly Phenomenon[];
  /** Names the stream of randomness: everything in the trace follows from it. */
  readonly keys: readonly (string | number | bigint)[];
  readonly start: UnixNano;
}

interface Frame {
  readonly service: ServiceKey;
  readonly spanId: SpanId;
}

/** Plays one trace. The outermost span that `play` opens is its root; `result` is what `play` returned. */
export function playTrace<T>(options: SceneOptions, play: (scene: Scene) => T): { trace: PlayedTrace; result: T } {
  const random = randomOf(...options.keys);
  const traceId = must(parseTraceId(random.hex(16)));
  const resources = new Map<ServiceKey, Resource>();
  const exported = new Map<Resource, Map<Scope, Span[]>>();
  const happened: string[] = [];
  let clock = 0;
  let last = 0;
  let spanCount = 0;
  let frame: Frame | undefined;

  const timeAt = (offset: number): UnixNano => must(unixNano(options.start + BigInt(Math.round(offset))));

  function resourceOf(service: ServiceKey): Resource {
    const known = resources.get(service);
    if (known !== undefined) return known;
    const chosen = options.world.resource(service, random);
    resources.set(service, chosen);
    return chosen;
  }

  function keep(resource: Resource, scope: Scope, span: Span): void {
    const scopes = exported.get(resource) ?? new Map<Scope, Span[]>();
    const spans = scopes.get(scope) ?? [];
    spans.push(span);
    exported.set(resource, scopes.set(scope, spans));
    spanCount++;
  }

  const scene: Scene = {
    random,
    happened,
    get service() {
      if (frame === undefined) throw new Error('no span is open, so no service is running');
      return frame.service;
    },
    span(spec, body) {
      const parent = frame;
      const service = spec.service ?? parent?.service;
      if (service === undefined) throw new Error('the root span must name its service');
      const spanId = must(parseSpanId(random.hex(8)));
      const begun = clock;
      const plain: Record<string, PlainAttributes[string]> = { ...spec.attributes };
      const events: SpanEvent[] = [];
      let status = { code: 0, message: '' };

      frame = { service, spanId };
      const result = body({
        traceId,
        spanId,
        set: (more) => Object.assign(plain, more),
        event: (name, more = {}) =>
          events.push({ time: timeAt(clock), name, attributes: attributes(more), droppedAttributesCount: 0 }),
        fail: (message) => {
          status = { code: 2, message };
        },
      });
      frame = parent;
      last = Math.max(last, clock);

      keep(resourceOf(service), options.world.scope(service, spec.scope), {
        traceId,
        spanId,
        parentSpanId: parent?.spanId,
        traceState: '',
        flags: flagsOf(parent !== undefined && parent.service !== service),
        name: spec.name,
        kind: KIND[spec.kind],
        start: timeAt(begun),
        end: timeAt(clock),
        attributes: attributes(plain),
        droppedAttributesCount: 0,
        events,
        droppedEventsCount: 0,
        links: (spec.links ?? []).map(linkTo),
        droppedLinksCount: 0,
        status,
      });
      return result;
    },
    work(medianMs, spread) {
      clock += random.around(medianMs, spread) * 1e6;
    },
    wait(ms) {
      clock += ms * 1e6;
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
      body();
      clock = here;
    },
    at(site, normal) {
      let point = random.float();
      for (const phenomenon of options.phenomena) {
        if (phenomenon.site !== site) continue;
        point -= phenomenon.share;
        if (point < 0) {
          happened.push(phenomenon.name);
          return phenomenon.happen(scene);
        }
      }
      return normal();
    },
    now: () => timeAt(clock),
  };

  const result = play(scene);
  const trace = {
    traceId,
    start: options.start,
    end: timeAt(last),
    spanCount,
    phenomena: happened,
    resourceSpans: Array.from(exported, ([resource, scopes]) => ({
      resource,
      scopeSpans: Array.from(scopes, ([scope, spans]) => ({ scope, spans })),
    })),
  };
  return { trace, result };
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

/** The generator's own ids and times are valid by construction. */
function must<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(`the demo world broke its own rule: ${result.error}`);
  return result.value;
}
