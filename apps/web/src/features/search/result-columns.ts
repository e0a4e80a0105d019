// The columns that the list of traces can show, in their order, and how wide they are. Pure.

export const RESULT_COLUMNS = [
  'start',
  'root',
  'kind',
  'services',
  'spans',
  'weight',
  'errors',
  'duration',
  'traceId',
] as const;
export type ResultColumn = (typeof RESULT_COLUMNS)[number];

/** Tracks of a CSS grid, on a wide and on a narrow screen. All of them together fit into both. */
const TRACKS: Readonly<Record<ResultColumn, readonly [wide: string, narrow: string]>> = {
  start: ['126px', '62px'],
  root: ['minmax(160px, 1fr)', 'minmax(160px, 1.2fr)'],
  kind: ['66px', '66px'],
  services: ['minmax(190px, 1.15fr)', 'minmax(150px, 0.9fr)'],
  spans: ['56px', '52px'],
  weight: ['64px', '64px'],
  errors: ['52px', '48px'],
  duration: ['minmax(150px, 250px)', 'minmax(150px, 190px)'],
  traceId: ['minmax(74px, 232px)', '74px'],
};

/** The root operation leads to the trace, so it is always there. */
export const FIXED_COLUMN: ResultColumn = 'root';

const AT_FIRST: ReadonlySet<string> = new Set(['start', 'root', 'services', 'spans', 'errors', 'duration']);

/** What preferences say, in the order of the list; names that are no columns are left out. undefined: as at first. */
export function shownColumns(preferred: readonly string[] | undefined): readonly ResultColumn[] {
  const chosen = preferred === undefined ? AT_FIRST : new Set(preferred);
  return RESULT_COLUMNS.filter((column) => column === FIXED_COLUMN || chosen.has(column));
}

/** For preferences: what is shown, with a column more or less. */
export function withColumn(shown: readonly ResultColumn[], column: ResultColumn, on: boolean): ResultColumn[] {
  return RESULT_COLUMNS.filter((other) => (other === column ? on : shown.includes(other)));
}

export function gridTracks(columns: readonly ResultColumn[]): { readonly wide: string; readonly narrow: string } {
  return {
    wide: columns.map((column) => TRACKS[column][0]).join(' '),
    narrow: columns.map((column) => TRACKS[column][1]).join(' '),
  };
}
