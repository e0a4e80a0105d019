// @spanloom/diagrams: models of diagrams and their Mermaid text.
export * from './architecture-map.ts';
export * from './architecture-map-text.ts';
export * from './classes.ts';
export { compactText } from './compact-text.ts';
export * from './fixed-width.ts';
export { layLines } from './lines/lay-lines.ts';
export { pathLength, pathPoints, type Point, pointAlong } from './lines/path-shape.ts';
export * from './map-changes.ts';
export * from './mermaid-config.ts';
export * from './mermaid-label.ts';
export * from './picture.ts';
export { REFERENCE_DIAGRAMS, type ReferenceDiagram } from './reference/reference-diagrams.ts';
export {
  COUNTED_IN,
  countsStructure,
  type ReferenceCount,
  referenceCounts,
  referenceText,
} from './reference/reference-counts.ts';
export { waysOf } from './reference/reference-ways.ts';
export * from './search-text.ts';
export { stripePlace } from './stripe-place.ts';
export type { CallNode } from './sequence/call-node.ts';
export { answerStatus } from './sequence/labels.ts';
export * from './sequence/sequence.ts';
export { sequenceText } from './sequence/sequence-text.ts';
export type * from './sequence/sequence-model.ts';
export * from './text-limits.ts';
export * from './tokens.ts';
export type { TraceSpan } from './trace-span.ts';
export type { DiagramPart } from './diagram-part.ts';
export * from './entities/trace-entities.ts';
export { entitiesText } from './entities/trace-entities-text.ts';
export * from './gantt/trace-gantt.ts';
export { ganttText } from './gantt/trace-gantt-text.ts';
export type { TraceFlaws } from './trace-flaws.ts';
export { loneServers, loneServerSearch } from './propagation/lone-servers.ts';
export type { LoneServer } from './propagation/propagation-hops.ts';
export * from './propagation/trace-propagation.ts';
export { propagationText } from './propagation/trace-propagation-text.ts';
export { machineParts } from './states/state-machine.ts';
export * from './states/trace-states.ts';
export { statesText } from './states/trace-states-text.ts';
export { callGraphParts, callGraphOfTrace, type TraceCalls } from './call-graph/trace-calls.ts';
export { comparedCallsOfTraces } from './call-graph/compared-calls.ts';
export { callGraphText } from './call-graph/trace-calls-text.ts';
export { redactGraph } from './redaction/redact-graph.ts';
export { redactTrace } from './redaction/redact-trace.ts';
export { redactSenders, redactWorkflows } from './redaction/redact-window.ts';
export { tracePicture, waterfallPicture } from './trace-picture.ts';
export { type ApiTrace, traceSpans } from './trace-spans.ts';
export { shortenedBoxes } from './live/live-boxes.ts';
export { liveNotes, type LivePart, liveParts } from './live/live-parts.ts';
export { livePicture } from './live/live-picture.ts';
export { liveLayoutText, liveStructure, liveText } from './live/live-text.ts';
export { type PartInPlace, partInPlace } from './live/part-in-place.ts';
export { redactLive } from './live/redact-live.ts';
export { DEPLOYMENT_KEYS, deploymentOf } from './deployment/deployment.ts';
export { SDK_KEYS, sdksOf } from './sdks/sdks.ts';
export { WORKFLOW_KEYS, WORKFLOW_RUN, type WorkflowFacts } from './workflows/workflow-facts.ts';
export { workflowsOf } from './workflows/workflows.ts';
export type { SenderFacts } from './window/sender-facts.ts';
export type { TracesFacts } from './window/traces-facts.ts';
export { workflowStatesOf } from './workflows/workflow-states.ts';
export { contextStatesOf } from './propagation/context-states.ts';
export { hopsOfTraces } from './propagation/window-hops.ts';
export { serverDiagram } from './server/server-diagram.ts';
export type { ServerFacts } from './server/server-facts.ts';
export type { SpanBarRow, Waterfall, WaterfallRow } from './waterfall/trace-waterfall.ts';
export { leftOutText, waterfallDescription, waterfallWords } from './waterfall/waterfall-words.ts';
export {
  type FoundResults,
  MAX_RESULTS,
  type ResultRow,
  resultsDescription,
  resultsHeads,
  resultsOfSpans,
  resultsOfTraces,
} from './results/found-results.ts';
export { type CollectorProblem, readCollectorConfig } from './collector/collector-config.ts';
export { collectorDiagram } from './collector/collector-diagram.ts';
