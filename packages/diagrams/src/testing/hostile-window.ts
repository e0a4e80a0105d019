// Random traces as what diagrams of a window are made of, with names that no one should give: for the same builders that the
// server calls.
import { serviceNode } from '@spanloom/analysis';
import { shuffled } from '@spanloom/analysis/testing';
import type { DiagramLanguage, LiveDiagram, WindowDiagramKind } from '@spanloom/api-schema';
import { valueText } from '@spanloom/otlp-model';
import { deploymentOf } from '../deployment/deployment.ts';
import { contextStatesOf } from '../propagation/context-states.ts';
import { hopsOfTraces } from '../propagation/window-hops.ts';
import { sdksOf } from '../sdks/sdks.ts';
import type { ApiTrace } from '../trace-spans.ts';
import type { TraceSpan } from '../trace-span.ts';
import type { SenderCall, SenderFact, SenderFacts } from '../window/sender-facts.ts';
import type { TracesFacts } from '../window/traces-facts.ts';
import type { WorkflowFacts } from '../workflows/workflow-facts.ts';
import { workflowStatesOf } from '../workflows/workflow-states.ts';
import { workflowsOf } from '../workflows/workflows.ts';
import { apiTrace } from './api-trace.ts';
import { hostileLabels } from './hostile-labels.ts';
import { hostileTrace } from './hostile-trace.ts';

export interface HostileWindow {
  readonly traces: readonly (readonly TraceSpan[])[];
  readonly senders: SenderFacts;
  readonly source: string;
}

const TASKS = ['StartWorkflow', 'RunWorkflow', 'StartActivity', 'RunActivity', 'SignalWithStartWorkflow'] as const;
const PLACES = [
  'k8s.cluster.name',
  'k8s.namespace.name',
  'k8s.deployment.name',
  'k8s.pod.name',
  'cloud.region',
  'cloud.availability_zone',
  'host.name',
  'telemetry.sdk.name',
  'telemetry.sdk.language',
  'telemetry.sdk.version',
  'telemetry.distro.name',
] as const;

/** A few traces, half of them with spans that are called as those of workflows. */
export function hostileWindow(random: () => number): HostileWindow {
  const labels = hostileLabels(150, random);
  const pick = (): string => labels[Math.floor(random() * labels.length)] ?? '';
  const traces = Array.from({ length: 1 + Math.floor(random() * 5) }, (_, place) => {
    const traceId = (place + 1).toString(16).padStart(32, '0');
    const withTasks = random() < 0.5;
    return hostileTrace(random).map((span): TraceSpan => {
      const task = TASKS[Math.floor(random() * TASKS.length)] ?? TASKS[0];
      const error = random() < 0.3;
      return {
        ...span,
        traceId,
        weight: random() < 0.8 ? 1 : 1 + random() * 1000,
        ...(withTasks && random() < 0.7
          ? { name: `${task}:${random() < 0.5 ? 'Charge' : pick()}`, error, exception: error ? pick() : '' }
          : {}),
      };
    });
  });
  return { traces, senders: hostileSenders(traces, { random, pick }), source: pick() };
}

/** Each service of a trace is one sender; each span below one of another service is a call. */
function hostileSenders(
  traces: readonly (readonly TraceSpan[])[],
  { random, pick }: { readonly random: () => number; readonly pick: () => string },
): SenderFacts {
  const senders: SenderFact[] = [];
  const calls: SenderCall[] = [];
  for (const spans of traces) {
    const first = senders.length;
    const services = [...new Set(spans.map(({ service }) => service))];
    const placeOf = ({ service }: TraceSpan): number => first + services.indexOf(service);
    for (const service of services) {
      const own = spans.filter((span) => span.service === service);
      const keys = PLACES.filter(() => random() < 0.4);
      senders.push({
        service: { ...service, color: service.name.length % 18 },
        attributes: keys.map((key) => ({ key, value: pick() })),
        scopes: [{ name: pick(), spans: own.length }],
        spans: own.length,
        errors: own.filter(({ error }) => error).length,
        weight: own.length,
        errorWeight: own.filter(({ error }) => error).length,
        requestWeight: own.length / 2,
        requestErrorWeight: own.filter(({ error }) => error).length / 2,
        lastEnd: own.reduce((last, { end }) => (end > last ? end : last), 0n),
      });
    }
    for (const span of spans) {
      const above = spans.find(({ spanId }) => spanId === span.parentSpanId);
      if (above === undefined) continue;
      const known = random() < 0.9;
      calls.push({
        client: serviceNode(above.service),
        server: known ? serviceNode(span.service) : { kind: 'queue', name: pick(), namespace: '' },
        clientResource: placeOf(above),
        serverResource: known ? placeOf(span) : undefined,
        async: random() < 0.2,
        calls: 1,
        weight: span.weight,
        errorWeight: span.error ? span.weight : 0,
      });
    }
  }
  return { language: 'en', source: pick(), whole: random() < 0.5, seconds: 900, end: 10_000_000_000n, senders, calls };
}

const BUILDERS: Readonly<
  Record<WindowDiagramKind, (window: HostileWindow, language: DiagramLanguage) => LiveDiagram | undefined>
> = {
  deployment: ({ senders }, language) =>
    senders.senders.length === 0 ? undefined : deploymentOf({ ...senders, language }),
  sdks: ({ senders }, language) => (senders.senders.length === 0 ? undefined : sdksOf({ ...senders, language })),
  workflows: (window, language) => workflowsOf(workflowFacts(window, language)),
  'workflow-states': (window, language) => workflowStatesOf(tracesFacts(window, language)),
  hops: (window, language) => hopsOfTraces(tracesFacts(window, language)),
  'context-states': (window, language) => contextStatesOf(tracesFacts(window, language)),
};

/** undefined: it has nothing that such a diagram shows. */
export function windowDiagramOf(
  kind: WindowDiagramKind,
  window: HostileWindow,
  language: DiagramLanguage = 'en',
): LiveDiagram | undefined {
  return BUILDERS[kind](window, language);
}

/** The same window with everything in another order. */
export function reordered({ traces, senders, source }: HostileWindow, random: () => number): HostileWindow {
  const order = shuffled(
    senders.senders.map((_, place) => place),
    random,
  );
  const placeOf = (place: number | undefined) => (place === undefined ? undefined : order.indexOf(place));
  return {
    source,
    traces: shuffled(traces, random).map((spans) => shuffled(spans, random)),
    senders: {
      ...senders,
      senders: order.flatMap((place) => senders.senders[place] ?? []),
      calls: shuffled(senders.calls, random).map((call) => ({
        ...call,
        clientResource: placeOf(call.clientResource),
        serverResource: placeOf(call.serverResource),
      })),
    },
  };
}

export function apiTraces({ traces }: Pick<HostileWindow, 'traces'>): ApiTrace[] {
  return traces.flatMap((spans): ApiTrace[] => {
    const [first] = spans;
    return first === undefined ? [] : [{ ...apiTrace(spans), traceId: first.traceId }];
  });
}

function tracesFacts(window: HostileWindow, language: DiagramLanguage): TracesFacts {
  return { language, source: window.source, traces: apiTraces(window), found: 1000 };
}

function workflowFacts({ traces, source }: HostileWindow, language: DiagramLanguage): WorkflowFacts {
  return {
    language,
    source,
    found: 1000,
    traces: traces.map((spans) =>
      spans.map(({ spanId, parentSpanId, name, service, start, end, error, attributes }) => ({
        spanId,
        parentSpanId,
        name,
        service: { ...service, color: service.name.length % 18 },
        start,
        end,
        error,
        attributes: attributes.map(({ key, value }) => ({ key, value: valueText(value) })),
      })),
    ),
  };
}
