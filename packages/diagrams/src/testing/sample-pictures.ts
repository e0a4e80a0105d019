// A picture of every kind of diagram, with harmless names and as much in it as the kind may draw.
import {
  type DiagramLanguage,
  isServerDiagram,
  SERVER_DIAGRAMS,
  type ServerDiagramKind,
  TRACE_DIAGRAMS,
  type TraceDiagramKind,
  WINDOW_DIAGRAMS,
} from '@spanloom/api-schema';
import type { MapSource, MapSourceNode } from '../architecture-map.ts';
import { drawableMap } from '../architecture-map-text.ts';
import { deploymentOf } from '../deployment/deployment.ts';
import { livePicture } from '../live/live-picture.ts';
import { contextStatesOf } from '../propagation/context-states.ts';
import { hopsOfTraces } from '../propagation/window-hops.ts';
import { mapPicture, type MermaidPicture, type ServiceColor } from '../picture.ts';
import { sdksOf } from '../sdks/sdks.ts';
import { serverDiagram } from '../server/server-diagram.ts';
import { BUSY_SERVER, QUIET_SERVER } from '../server/testing/sample-facts.ts';
import { searchIn } from '../search-text.ts';
import { EVENTS } from '../states/trace-states.ts';
import type { DiagramTheme } from '../tokens.ts';
import { tracePicture } from '../trace-picture.ts';
import { workflowsOf } from '../workflows/workflows.ts';
import type { LiveDiagram } from '@spanloom/api-schema';
import { workflowSpans } from '../sequence/testing/workflow-spans.ts';
import type { TracesFacts } from '../window/traces-facts.ts';
import { workflowStatesOf } from '../workflows/workflow-states.ts';
import { apiTrace } from './api-trace.ts';
import { traceSpans } from './trace-spans.ts';
import { sampleSenders } from './sample-senders.ts';
import { sampleTrace } from './sample-trace.ts';
import { sampleWorkflows } from './sample-workflows.ts';

type WindowDiagramKind = (typeof WINDOW_DIAGRAMS)[number];

export const SAMPLED_KINDS = [...WINDOW_DIAGRAMS, ...SERVER_DIAGRAMS, ...TRACE_DIAGRAMS] as const;

const WINDOW_SAMPLES: Readonly<Record<Exclude<WindowDiagramKind, 'map'>, (language: DiagramLanguage) => LiveDiagram>> =
  {
    deployment: (language) => deploymentOf({ ...sampleSenders(), ...told(language) }),
    workflows: (language) => workflowsOf({ ...sampleWorkflows(), ...told(language) }),
    'workflow-states': (language) => made(workflowStatesOf(sampleTraces(language))),
    hops: (language) => made(hopsOfTraces(sampleTraces(language))),
    'context-states': (language) => made(contextStatesOf(sampleTraces(language))),
    sdks: (language) => sdksOf({ ...sampleSenders(), ...told(language) }),
  };
const ORIGIN = { start: '2026-11-20T13:25:00Z', end: '2026-11-20T14:25:00Z' };

function told(language: DiagramLanguage): Pick<TracesFacts, 'language' | 'source'> {
  return { language, source: searchIn(language, 'all traces') };
}

function sampleTraces(language: DiagramLanguage): TracesFacts {
  const traces = [sampleTrace(), traceSpans(...workflowSpans('undone')), traceSpans(...workflowSpans('done'))].map(
    apiTrace,
  );
  return { ...told(language), traces, found: traces.length };
}

function made(diagram: LiveDiagram | undefined): LiveDiagram {
  if (diagram === undefined) throw new Error('the samples have nothing for a kind');
  return diagram;
}

/** Throws when the samples have nothing for a kind. */
export function samplePictures(
  kind: (typeof SAMPLED_KINDS)[number],
  theme: DiagramTheme,
  language: DiagramLanguage = 'en',
): MermaidPicture[] {
  if (isServerDiagram(kind)) return serverSamples(kind, theme, language);
  if (kind === 'map') return [sampleMap(theme, language)];
  return isWindowKind(kind)
    ? [livePicture(WINDOW_SAMPLES[kind](language), ORIGIN, theme)]
    : traceSamples(kind, theme, language);
}

function isWindowKind(kind: string): kind is keyof typeof WINDOW_SAMPLES {
  return kind in WINDOW_SAMPLES;
}

function serverSamples(kind: ServerDiagramKind, theme: DiagramTheme, language: DiagramLanguage): MermaidPicture[] {
  const now = { start: '2026-11-20T14:25:00Z', end: '2026-11-20T14:25:00Z' };
  return [QUIET_SERVER, BUSY_SERVER].map((facts) => livePicture(serverDiagram(kind, facts, language), now, theme));
}

function traceSamples(kind: TraceDiagramKind, theme: DiagramTheme, language: DiagramLanguage): MermaidPicture[] {
  return [undefined, EVENTS, 'server.address'].map((by) => {
    const options = { theme, language, everyParticipant: true, by, labels: true, loneServers: [] };
    const picture = tracePicture(kind, apiTrace(sampleTrace()), options);
    if (picture === undefined) throw new Error(`the sample trace has nothing for ${kind}`);
    return picture;
  });
}

function sampleMap(theme: DiagramTheme, language: DiagramLanguage): MermaidPicture {
  const nodes = (['service', 'database', 'queue', 'external', 'user'] as const).map(
    (kind, color): MapSourceNode & ServiceColor => ({ id: kind, kind, name: `my ${kind}`, namespace: '', color }),
  );
  const edges = nodes.map(({ id }, place) => ({
    client: 'service',
    server: id,
    async: place % 2 === 1,
    inferred: false,
    calls: 10,
    rate: 1.5,
    errorShare: place % 2,
    p95: '1200000',
  }));
  const graph: MapSource<MapSourceNode & ServiceColor> = { nodes, edges, sampled: true };
  return mapPicture(
    drawableMap(graph, { without: new Set<never>(), language }),
    { query: 'all traces', ...ORIGIN },
    theme,
    'joined',
  );
}
