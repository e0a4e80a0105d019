// A gantt of a trace as Mermaid text, in the portable dialect. https://mermaid.js.org/syntax/gantt.html
import type { BarState } from '../bars.ts';
import { mermaidLabel, mermaidLine } from '../mermaid-label.ts';
import { counted, isoTime } from '../words.ts';
import type { GanttBar, TraceGantt } from './trace-gantt.ts';

/** A bar that is shorter than this part of the trace would not be seen. */
const LEAST_SHARE = 1 / 400;

const TAGS: Readonly<Record<BarState, string>> = { failed: 'crit, ', critical: 'active, ', usual: '' };

/** The text that is drawn and copied. `traceId` goes into its comment. */
export function ganttText(gantt: TraceGantt, traceId: string): string {
  return `${[
    'gantt',
    `%% source: trace ${mermaidLabel(traceId, 64)}, ${isoTime(gantt.start)} to ${isoTime(gantt.end)}, ${countsOf(gantt)}`,
    'accTitle: Trace as a gantt',
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

function descriptionOf(gantt: TraceGantt): string {
  const bars = gantt.sections.flatMap((section) => section.bars);
  const failed = bars.filter(({ state }) => state === 'failed').length;
  return `${counted(gantt.sections.length, 'service')}, ${counted(bars.length, 'bar')}, of them failed: ${failed}.`;
}

function countsOf({ spans, drawn, folded, hidden, hiddenWithErrors }: TraceGantt): string {
  return `${counted(spans, 'span')}: ${drawn} drawn, ${folded} folded into bars of the same, ${hidden} hidden, ${hiddenWithErrors} of them failed`;
}
