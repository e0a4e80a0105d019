// Every kind of diagram of one trace, for whoever draws without a page.
import type { TraceDiagramKind } from '@spanloom/api-schema';
import { entitiesOfTrace } from './entities/trace-entities.ts';
import { entitiesText } from './entities/trace-entities-text.ts';
import { ganttOfTrace } from './gantt/trace-gantt.ts';
import { ganttText } from './gantt/trace-gantt-text.ts';
import { NO_MARKS, type Picture, sequencePicture } from './picture.ts';
import { sequenceOfTrace } from './sequence/sequence.ts';
import type { DiagramTheme } from './tokens.ts';
import { type ApiTrace, traceSpans } from './trace-spans.ts';

export interface TracePictureOptions {
  readonly theme: DiagramTheme;
  /** Of a sequence: all of them, not only as many as are readable. */
  readonly everyParticipant: boolean;
}

type Draw = (trace: ApiTrace, options: TracePictureOptions) => Picture | undefined;

const KINDS: Readonly<Record<TraceDiagramKind, Draw>> = {
  sequence(trace, { theme, everyParticipant }) {
    const sequence = sequenceOfTrace(traceSpans(trace), { everyParticipant });
    const services = trace.resources.map(({ service }) => service);
    return sequence.participants.length === 0 ? undefined : sequencePicture(sequence, trace.traceId, theme, services);
  },
  gantt(trace) {
    const gantt = ganttOfTrace(traceSpans(trace));
    return gantt.sections.length === 0 ? undefined : { text: ganttText(gantt, trace.traceId), marks: NO_MARKS };
  },
  entities(trace) {
    const model = entitiesOfTrace(traceSpans(trace));
    return model.entities.length === 0 ? undefined : { text: entitiesText(model, trace.traceId), marks: NO_MARKS };
  },
};

/** undefined when the trace has nothing that such a diagram shows. */
export function tracePicture(
  kind: TraceDiagramKind,
  trace: ApiTrace,
  options: TracePictureOptions,
): Picture | undefined {
  return KINDS[kind](trace, options);
}
