// Every kind of diagram of one trace, for whoever draws without a page.
import type { DiagramLanguage, TraceDiagramKind } from '@spanloom/api-schema';
import { comparedCallsOfTraces } from './call-graph/compared-calls.ts';
import { callGraphOfTrace } from './call-graph/trace-calls.ts';
import { callGraphText } from './call-graph/trace-calls-text.ts';
import { entitiesOfTrace } from './entities/trace-entities.ts';
import { entitiesText } from './entities/trace-entities-text.ts';
import { ganttOfTrace } from './gantt/trace-gantt.ts';
import { ganttText } from './gantt/trace-gantt-text.ts';
import { type MermaidPicture, NO_MARKS, sequencePicture, type WaterfallPicture } from './picture.ts';
import type { LoneServer } from './propagation/propagation-hops.ts';
import { propagationOfTrace } from './propagation/trace-propagation.ts';
import { propagationText } from './propagation/trace-propagation-text.ts';
import { sequenceOfTrace } from './sequence/sequence.ts';
import { isWordOfOurs, statesOfTrace } from './states/trace-states.ts';
import { statesText, UNTOLD } from './states/trace-states-text.ts';
import type { DiagramTheme } from './tokens.ts';
import { type ApiTrace, traceSpans } from './trace-spans.ts';
import { callSteps, entitySteps, ganttSteps, machineSteps, propagationSteps } from './trace-steps.ts';
import { waterfallOfTrace } from './waterfall/trace-waterfall.ts';

export interface TracePictureOptions {
  readonly theme: DiagramTheme;
  /** English unless said. */
  readonly language?: DiagramLanguage | undefined;
  /** Of a sequence: all of them, not only as many as are readable. */
  readonly everyParticipant: boolean;
  /** What tells the states, as statesOfTrace takes it. */
  readonly by?: string | undefined;
  /** Whether the key in `by` is told. */
  readonly labels: boolean;
  /** Of a call graph: the trace that it is compared with. */
  readonly against?: ApiTrace | undefined;
  /** For a check of the propagation. */
  readonly loneServers: readonly LoneServer[];
}

type Draw = (trace: ApiTrace, options: TracePictureOptions) => MermaidPicture | undefined;

const KINDS: Readonly<Record<TraceDiagramKind, Draw>> = {
  sequence(trace, { theme, everyParticipant, language }) {
    const sequence = sequenceOfTrace(traceSpans(trace), { everyParticipant, language });
    const services = trace.resources.map(({ service }) => service);
    return sequence.participants.length === 0 ? undefined : sequencePicture(sequence, trace.traceId, theme, services);
  },
  gantt(trace, { language }) {
    const gantt = ganttOfTrace(traceSpans(trace), language);
    if (gantt.sections.length === 0) return undefined;
    return { text: ganttText(gantt, trace.traceId), marks: NO_MARKS, steps: ganttSteps(gantt) };
  },
  entities(trace, { language }) {
    const model = entitiesOfTrace(traceSpans(trace), language);
    if (model.entities.length === 0) return undefined;
    return { text: entitiesText(model, trace.traceId), marks: NO_MARKS, steps: entitySteps(model) };
  },
  propagation(trace, { theme, loneServers, language }) {
    const model = propagationOfTrace(traceSpans(trace), loneServers, language);
    if (model.hops.length === 0) return undefined;
    const failedLabels = placesOf(model.hops, ({ state }) => state === 'lost');
    return {
      text: propagationText(model, trace.traceId, theme),
      marks: { ...NO_MARKS, failedLabels },
      steps: propagationSteps(model),
    };
  },
  states(trace, { theme, by, labels, language }) {
    const model = statesOfTrace(traceSpans(trace), by, language);
    if (model.states.length === 0) return undefined;
    const failedLabels = placesOf(model.transitions, ({ failed }) => failed);
    const told = labels || isWordOfOurs(model.by) ? model : { ...model, by: UNTOLD };
    return {
      text: statesText(told, trace.traceId, theme),
      marks: { ...NO_MARKS, failedLabels },
      steps: machineSteps(model),
    };
  },
  calls(trace, { theme, against, language }) {
    const model =
      against === undefined
        ? callGraphOfTrace(traceSpans(trace), language)
        : comparedCallsOfTraces(traceSpans(against), traceSpans(trace), against.traceId, language);
    if (model.edges.length === 0) return undefined;
    const failedLabels = placesOf(model.edges, ({ failed }) => failed > 0);
    return {
      text: callGraphText(model, trace.traceId, theme),
      marks: { ...NO_MARKS, failedLabels },
      steps: callSteps(model),
    };
  },
};

function placesOf<T>(items: readonly T[], wanted: (item: T) => boolean): number[] {
  return items.flatMap((item, place) => (wanted(item) ? [place] : []));
}

/** undefined when the trace has nothing that such a diagram shows. */
export function tracePicture(
  kind: TraceDiagramKind,
  trace: ApiTrace,
  options: TracePictureOptions,
): MermaidPicture | undefined {
  return KINDS[kind](trace, options);
}

export function waterfallPicture(trace: ApiTrace, language?: DiagramLanguage): WaterfallPicture {
  const services = trace.resources.map(({ service }) => service);
  return { waterfall: waterfallOfTrace(traceSpans(trace), services, language) };
}
