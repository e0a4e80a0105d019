// The traces of a search as a file: CSV for spreadsheets, JSON with all that is known of them. Pure.
import type { TraceSummary } from '@spanloom/api-schema';
import { type CsvCell, csvText } from '../../lib/csv.ts';
import type { TimeWindow } from '../../lib/time-range.ts';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A file with more takes long to make, and spreadsheets long to open. */
export const EXPORT_LIMIT = 10_000;

export interface ExportContent {
  /** What was asked, named as the API names it, the order included. */
  readonly question: Readonly<Record<string, unknown>>;
  readonly window: TimeWindow;
  /** Commit as of which the traces are told. */
  readonly watermark: number;
  readonly traces: readonly TraceSummary[];
  /** More traces match than stand in the file. */
  readonly more: boolean;
}

export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

export function exportFile(format: ExportFormat, content: ExportContent): ExportedFile {
  return format === 'csv'
    ? { name: fileName(content, 'csv'), type: 'text/csv;charset=utf-8', text: csvOf(content.traces) }
    : { name: fileName(content, 'json'), type: 'application/json', text: jsonOf(content) };
}

/** `spanloom-traces_2026-11-20T13-25-00Z_2026-11-20T14-25-00Z.csv`; with `_first-10000` when there are more. */
function fileName({ window, traces, more }: ExportContent, extension: string): string {
  const edges = [window.start, window.end].map((time) => isoTime(time).replace(/\.\d+/, '').replaceAll(':', '-'));
  return `${['spanloom-traces', ...edges, ...(more ? [`first-${traces.length}`] : [])].join('_')}.${extension}`;
}

const CSV_HEAD = [
  'trace_id',
  'start',
  'start_unix_nano',
  'duration_nano',
  'root_service',
  'root_namespace',
  'root_operation',
  'root_kind',
  'root_error',
  'spans',
  'errors',
  'weight',
  'complete',
  'services',
];

function csvOf(traces: readonly TraceSummary[]): string {
  return csvText([CSV_HEAD, ...traces.map(csvRow)]);
}

function csvRow(trace: TraceSummary): readonly CsvCell[] {
  const { root } = trace;
  const ofRoot =
    root === undefined
      ? ['', '', '', '', '']
      : [
          { foreign: root.service.name },
          { foreign: root.service.namespace },
          { foreign: root.operation },
          root.kind,
          String(root.error),
        ];
  const services = trace.services.map(({ namespace, name, spans }) => {
    return `${namespace === '' ? '' : `${namespace}/`}${name} ${spans}`;
  });
  return [
    trace.traceId,
    isoTime(BigInt(trace.start)),
    trace.start,
    trace.duration,
    ...ofRoot,
    trace.spans,
    trace.errors,
    trace.weight,
    String(trace.complete),
    { foreign: services.join('; ') },
  ];
}

/** A trace a line, so that two files can be compared line by line. */
function jsonOf({ question, window, watermark, traces, more }: ExportContent): string {
  const head = {
    search: question,
    window: { start: String(window.start), end: String(window.end) },
    watermark,
    /** False: more traces match than stand here. */
    complete: !more,
  };
  const lines = traces.map((trace) => `\n${JSON.stringify(trace)}`).join(',');
  return `${JSON.stringify(head).slice(0, -1)},"traces":[${lines}\n]}\n`;
}

/** `2026-11-20T13:25:00.123456789Z`. */
function isoTime(time: bigint): string {
  const seconds = new Date(Number(time / 1_000_000n)).toISOString().slice(0, 19);
  return `${seconds}.${String(time % 1_000_000_000n).padStart(9, '0')}Z`;
}
