// Live diagrams of a window, from the store.
import {
  type LiveDiagram,
  LIVE_WINDOW_DIAGRAMS,
  redactionOf,
  type WindowDiagramKind,
  type WindowDiagramParameters,
} from '@spanloom/api-schema';
import {
  contextStatesOf,
  DEPLOYMENT_KEYS,
  deploymentOf,
  hopsOfTraces,
  redactSenders,
  redactWorkflows,
  SDK_KEYS,
  sdksOf,
  searchIn,
  searchText,
  type SenderFacts,
  type TracesFacts,
  WORKFLOW_KEYS,
  WORKFLOW_RUN,
  type WorkflowFacts,
  workflowsOf,
  workflowStatesOf,
} from '@spanloom/diagrams';
import { ok, type Result, serviceOf, valueText } from '@spanloom/otlp-model';
import type { DiagramAnswer, DiagramRequest, QueryFailure, WindowDiagramRequest } from '../threads/messages.ts';
import { nothingToDraw } from './answers.ts';
import { windowSeconds } from './call-numbers.ts';
import { windowedTraceFilter } from './filter.ts';
import { liveAnswer } from './live-answer.ts';
import type { QueryContext } from './queries.ts';
import { serviceRef } from './service-colors.ts';
import { newestTraces, newestWholeTraces } from './window-traces.ts';

/** undefined: the window has nothing that such a diagram shows. */
type Read = (
  parameters: WindowDiagramParameters,
  context: QueryContext,
) => Promise<Result<LiveDiagram | undefined, QueryFailure>>;

const KINDS: Readonly<Record<WindowDiagramKind, Read>> = {
  deployment: (parameters, context) => ofSenders(parameters, context, DEPLOYMENT_KEYS, deploymentOf),
  workflows: ofWorkflows,
  'workflow-states': (parameters, context) =>
    ofTraces({ text: WORKFLOW_RUN, ...parameters }, context, workflowStatesOf),
  hops: (parameters, context) => ofTraces(parameters, context, hopsOfTraces),
  'context-states': (parameters, context) => ofTraces(parameters, context, contextStatesOf),
  sdks: (parameters, context) => ofSenders(parameters, context, SDK_KEYS, sdksOf),
};

export function isOfWindow(request: DiagramRequest): request is WindowDiagramRequest {
  return LIVE_WINDOW_DIAGRAMS.some((one) => one === request.kind);
}

export async function windowDiagram(
  { kind, parameters }: WindowDiagramRequest,
  context: QueryContext,
): Promise<Result<DiagramAnswer, QueryFailure>> {
  const diagram = await KINDS[kind](parameters, context);
  if (!diagram.ok) return diagram;
  if (diagram.value === undefined) return nothingToDraw('No trace of this window has what such a diagram shows');
  return ok(liveAnswer(diagram.value, parameters));
}

/** What was searched for, in the language that is asked for. */
function toldOf(parameters: WindowDiagramParameters) {
  const { language = 'en' } = parameters;
  return { language, source: searchIn(language, searchText(parameters)) };
}

/** What is drawn of whoever sent spans, told apart by these attributes. */
async function ofSenders(
  parameters: WindowDiagramParameters,
  { reader, scope, read, colors }: QueryContext,
  keys: readonly string[],
  draw: (facts: SenderFacts) => LiveDiagram,
): Promise<Result<LiveDiagram | undefined, QueryFailure>> {
  const filter = windowedTraceFilter(parameters);
  if (!filter.ok) return filter;
  const { resources, edges } = await reader
    .snapshot(scope)
    .aggregate({ kind: 'resources', filter: filter.value, keys }, read);
  if (resources.length === 0) return ok(undefined);
  const slots = colors();
  const facts: SenderFacts = {
    ...toldOf(parameters),
    whole: searchText(parameters) === searchText({}),
    seconds: windowSeconds(filter.value.window),
    end: filter.value.window.end,
    senders: resources.map(({ service, ...rest }) => ({ ...rest, service: serviceRef(service, slots) })),
    calls: edges,
  };
  return ok(draw(redactSenders(facts, redactionOf(parameters))));
}

/** A filter is one of the runs: all of its conditions hold on a span that runs a workflow. */
async function ofWorkflows(
  parameters: WindowDiagramParameters,
  context: QueryContext,
): Promise<Result<LiveDiagram | undefined, QueryFailure>> {
  const filter = windowedTraceFilter({ text: WORKFLOW_RUN, ...parameters });
  if (!filter.ok) return filter;
  const { traces, found } = await newestTraces(filter.value, WORKFLOW_KEYS, context);
  if (traces.length === 0) return ok(undefined);
  const slots = context.colors();
  const facts: WorkflowFacts = {
    ...toldOf({ text: WORKFLOW_RUN, ...parameters }),
    found,
    traces: traces.map((spans) =>
      spans.map(({ resource, status, attributes, ...span }) => ({
        ...span,
        service: serviceRef(serviceOf(resource), slots),
        error: status === 'error',
        attributes: attributes.map(({ key, value }) => ({ key, value: valueText(value) })),
      })),
    ),
  };
  return ok(workflowsOf(redactWorkflows(facts, redactionOf(parameters))));
}

/** What is drawn of whole traces, the newest of those that match. */
async function ofTraces(
  parameters: WindowDiagramParameters,
  context: QueryContext,
  draw: (facts: TracesFacts) => LiveDiagram | undefined,
): Promise<Result<LiveDiagram | undefined, QueryFailure>> {
  const filter = windowedTraceFilter(parameters);
  if (!filter.ok) return filter;
  const { traces, found } = await newestWholeTraces(filter.value, context);
  return ok(draw({ ...toldOf(parameters), traces, found }));
}
