// One trace as a gantt: its spans as bars over time, in sections by service. What trace-gantt-text.ts writes as Mermaid.
import { buildTraceForest } from '@spanloom/analysis';
import type { DiagramLanguage } from '@spanloom/api-schema';
import type { ServiceName } from '@spanloom/otlp-model';
import { type Bar, type BarState, barTimes, byClaim, foldAlike } from '../bars.ts';
import { criticalRows } from '../critical-path.ts';
import type { DiagramPart } from '../diagram-part.ts';
import { durationText } from '../fixed-width.ts';
import { visibleLabel } from '../mermaid-label.ts';
import { placeSpans, type SequenceSpan } from '../sequence/sequence-span.ts';
import { extentOf, flawsOf, type TraceFlaws } from '../trace-flaws.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';
import { type TimeScale, timeScale } from './time-scale.ts';

/** More bars than this are no picture any more. */
export const MAX_BARS = 60;
const MAX_NAME = 50;
const MAX_SECTION = 24;

export interface TraceGantt {
  /** Of the words in it. */
  readonly language: DiagramLanguage;
  /** By the first span of each service. */
  readonly sections: readonly GanttSection[];
  readonly scale: TimeScale;
  /** Distinct spans: those with a bar, those that stand in the bar of others, and hidden ones. */
  readonly spans: number;
  readonly drawn: number;
  readonly folded: number;
  readonly hidden: number;
  readonly hiddenWithErrors: number;
  readonly complete: boolean;
  readonly flaws: TraceFlaws;
  /** Unix nanoseconds as sent. */
  readonly start: bigint;
  readonly end: bigint;
}

export interface GanttSection {
  readonly service: ServiceName;
  readonly label: string;
  readonly bars: readonly GanttBar[];
}

export interface GanttBar {
  /** `t0`, `t1`, ... in the order of the text. */
  readonly key: string;
  readonly label: string;
  readonly name: string;
  readonly spanId: string;
  readonly state: BarState;
  /** How many spans it stands for. */
  readonly times: number;
  /** Nanoseconds from the trace's start, corrected for skew. */
  readonly from: number;
  readonly to: number;
  /** Sum of its spans, as sent; undefined while one of them has no end. */
  readonly duration: bigint | undefined;
}

/** The gantt of a trace, the same for any order of its spans. Without spans it is empty. */
export function ganttOfTrace(given: readonly SequenceSpan[], language: DiagramLanguage = 'en'): TraceGantt {
  const spans = placeSpans(given);
  const forest = buildTraceForest(spans);
  const bars = foldAlike(forest, criticalRows(forest));
  const kept = new Set(bars.toSorted(byClaim).slice(0, MAX_BARS));
  const first = spans.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const last = spans.reduce((most, { end }) => Math.max(most, end), Number.NEGATIVE_INFINITY);
  const offset = spans.length === 0 ? 0 : first;
  const hidden = bars.filter((bar) => !kept.has(bar)).flatMap(({ rows }) => rows);
  const shown = bars.filter((bar) => kept.has(bar));
  return {
    language,
    sections: sectionsOf(shown, offset, language),
    scale: timeScale(spans.length === 0 ? 0 : last - first, TRACE_WORDS[language].gantt.permille),
    spans: spans.length,
    drawn: shown.length,
    folded: shown.reduce((sum, { rows }) => sum + rows.length - 1, 0),
    hidden: hidden.length,
    hiddenWithErrors: hidden.filter(({ span }) => span.error).length,
    complete: forest.roots > 0 && forest.missingParents === 0,
    flaws: flawsOf(spans, forest),
    ...extentOf(spans),
  };
}

export function ganttParts({ sections }: TraceGantt): DiagramPart[] {
  return sections.flatMap(({ label: service, bars }) =>
    bars.map(({ key, label, spanId, state }) => ({
      mark: 'bar' as const,
      key,
      name: `${service}: ${label}`,
      spanId,
      failed: state === 'failed',
    })),
  );
}

function sectionsOf(bars: readonly Bar[], offset: number, language: DiagramLanguage): GanttSection[] {
  const byService = new Map<string, { readonly service: ServiceName; readonly bars: Bar[] }>();
  for (const bar of bars) {
    const service = bar.rows[0]?.span.source.service;
    if (service === undefined) continue;
    const key = JSON.stringify([service.namespace, service.name]);
    const known = byService.get(key);
    if (known === undefined) byService.set(key, { service, bars: [bar] });
    else known.bars.push(bar);
  }
  const services = [...byService.values()];
  const used = new Set<string>();
  let count = 0;
  return services.map(({ service, bars: own }) => {
    const ambiguous = services.some((other) => other.service.name === service.name && other.service !== service);
    const plain = ambiguous && service.namespace !== '' ? `${service.namespace}/${service.name}` : service.name;
    let label = visibleLabel(plain, MAX_SECTION);
    // Mermaid takes sections of one name for one.
    for (let copy = 2; used.has(label); copy++) label = `${visibleLabel(plain, MAX_SECTION)} (${copy})`;
    used.add(label);
    return { service, label, bars: own.map((bar) => drawnBar(bar, { key: `t${count++}`, offset, language })) };
  });
}

interface BarPlace {
  readonly key: string;
  readonly offset: number;
  readonly language: DiagramLanguage;
}

function drawnBar({ rows, state }: Bar, { key, offset, language }: BarPlace): GanttBar {
  const words = TRACE_WORDS[language];
  const [first] = rows;
  const source = first?.span.source;
  const times = barTimes(rows, offset);
  const name = visibleLabel(source?.name ?? '', MAX_NAME);
  return {
    key,
    label: [
      name,
      rows.length > 1 ? `×${rows.length}` : '',
      times.duration === undefined ? COMMON_WORDS[language].noEnd : durationText(times.duration),
      first?.flaw === 'orphan' ? words.parentMissing : first?.flaw === 'cycle' ? words.circleCut : '',
    ]
      .filter((part) => part !== '')
      .join(' · '),
    name,
    spanId: first?.span.spanId ?? '',
    state,
    times: rows.length,
    ...times,
  };
}
