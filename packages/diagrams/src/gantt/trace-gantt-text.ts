// A gantt of a trace as Mermaid text, in the portable dialect. https://mermaid.js.org/syntax/gantt.html
import type { BarState } from '../bars.ts';
import { mermaidLabel, mermaidLine } from '../mermaid-label.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted, isoTime } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';
import type { GanttBar, TraceGantt } from './trace-gantt.ts';

/** A bar that is shorter than this part of the trace would not be seen. */
const LEAST_SHARE = 1 / 400;

const TAGS: Readonly<Record<BarState, string>> = { failed: 'crit, ', critical: 'active, ', usual: '' };

/** The text that is drawn and copied. `traceId` goes into its comment. */
export function ganttText(gantt: TraceGantt, traceId: string): string {
  return `${[
    'gantt',
    sourceOf(gantt, traceId),
    `accTitle: ${TRACE_WORDS[gantt.language].gantt.title}`,
    `accDescr: ${descriptionOf(gantt)}`,
    'dateFormat x',
    `axisFormat ${gantt.scale.format}`,
    'todayMarker off',
    ...gantt.sections.flatMap(({ label, bars }) => [
      `section ${mermaidLabel(label)}`,
      ...bars.map((bar) => barLine(bar, gantt)),
    ]),
  ].join('\n')}\n`;
}

function barLine({ key, label, state, from, to }: GanttBar, { scale, sections }: TraceGantt): string {
  const steps = (nanoseconds: number): number => Math.round(nanoseconds / scale.perStep);
  const last = sections.reduce((most, { bars }) => bars.reduce((end, bar) => Math.max(end, bar.to), most), 0);
  const least = Math.max(1, Math.ceil(steps(last) * LEAST_SHARE));
  return `${mermaidLine(label, 120)} :${TAGS[state]}${key}, ${steps(from)}, ${Math.max(steps(to), steps(from) + least)}`;
}

function descriptionOf({ sections, language }: TraceGantt): string {
  const bars = sections.flatMap((section) => section.bars);
  const failed = bars.filter(({ state }) => state === 'failed').length;
  const [{ sentence, list, ofThemFailed }, nouns] = [COMMON_WORDS[language], NOUNS[language]];
  return sentence(
    list([counted(sections.length, nouns.services), counted(bars.length, nouns.bars), ofThemFailed(failed)]),
  );
}

function sourceOf({ language, start, end, ...gantt }: TraceGantt, traceId: string): string {
  const { spans, drawn, folded, hidden, hiddenWithErrors } = gantt;
  const words = COMMON_WORDS[language];
  const what = [
    words.drawn(drawn),
    TRACE_WORDS[language].gantt.folded(folded),
    words.hidden(hidden),
    words.hiddenFailed(hiddenWithErrors),
  ];
  return words.source(
    words.list([
      words.ofTrace(mermaidLabel(traceId, 64)),
      words.window(isoTime(start), isoTime(end)),
      words.drawnOf(counted(spans, NOUNS[language].spans), words.list(what)),
    ]),
  );
}
