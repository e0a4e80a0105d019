// What a search found as a table in an SVG.
import {
  DIAGRAM_TOKENS,
  type DiagramTheme,
  type FoundResults,
  resultsDescription,
  resultsHeads,
  SERVICE_COLORS,
} from '@spanloom/diagrams';
import type { Serialised } from './serialise.ts';
import { createSheet } from './sheet.ts';
import type { TextMetrics, TextStyle } from './text-metrics.ts';

const WIDTH = 960;
const EDGE = 12;
const HEAD = 28;
const ROW = 22;
const NAME = { left: 148, right: 700 };
/** Right edges. */
const DURATION = 790;
const SPANS = 866;
const ERRORS = WIDTH - EDGE;

const PLAIN: TextStyle = { size: 12, bold: false };
const BOLD: TextStyle = { size: 12, bold: true };
const SMALL: TextStyle = { size: 11, bold: false };

export function drawResults(results: FoundResults, theme: DiagramTheme, metrics: TextMetrics): Serialised {
  const { list, rows } = results;
  const words = resultsHeads(results);
  const tokens = DIAGRAM_TOKENS[theme];
  const sheet = createSheet(metrics);
  const atRight = (text: string, right: number, y: number, fill: string, style: TextStyle): void => {
    sheet.write(text, { x: right - sheet.widthOf(text, style), y, fill, style });
  };
  const head = { y: 17, fill: tokens.t3, style: SMALL };
  sheet.write(words.start, { ...head, x: EDGE });
  sheet.write(list === 'traces' ? words.trace : words.span, { ...head, x: NAME.left });
  atRight(words.duration, DURATION, 17, tokens.t3, SMALL);
  if (list === 'traces') {
    atRight(words.spans, SPANS, 17, tokens.t3, SMALL);
    atRight(words.errors, ERRORS, 17, tokens.t3, SMALL);
  }
  for (const [place, row] of rows.entries()) {
    const top = HEAD + place * ROW;
    const y = top + 15;
    sheet.box({ x: 0, y: top - 1, width: WIDTH, height: 1 }, { fill: tokens.line });
    sheet.write(startText(row.start), { x: EDGE, y, fill: tokens.t2, style: PLAIN });
    const swatch = { x: NAME.left, y: top + 4, width: 3, height: ROW - 8 };
    sheet.box(swatch, { fill: SERVICE_COLORS[theme][row.color] ?? tokens.t3 });
    const x = NAME.left + 8;
    const width = sheet.write(row.party, { x, y, fill: tokens.t2, style: PLAIN, room: 200 });
    const name = { x: x + width + 6, y, fill: row.failed ? tokens.err : tokens.t1, style: BOLD };
    sheet.write(`${row.failed ? '× ' : ''}${row.name}`, { ...name, room: NAME.right - name.x });
    atRight(row.duration, DURATION, y, tokens.t1, PLAIN);
    if (row.spans !== undefined) atRight(String(row.spans), SPANS, y, tokens.t2, PLAIN);
    if (row.errors !== undefined) atRight(String(row.errors), ERRORS, y, row.failed ? tokens.err : tokens.t3, PLAIN);
  }
  const bottom = HEAD + rows.length * ROW;
  sheet.box({ x: 0, y: bottom - 1, width: WIDTH, height: 1 }, { fill: tokens.line });
  sheet.write(resultsDescription(results), {
    x: EDGE,
    y: bottom + 17,
    fill: tokens.t2,
    style: SMALL,
    room: WIDTH - 2 * EDGE,
  });
  return sheet.finish({ width: WIDTH, height: bottom + 28, background: tokens.bg });
}

/** `2026-11-20 14:24:36` */
function startText(nanoseconds: string): string {
  const millis = Number(BigInt(nanoseconds) / 1_000_000n);
  return millis > 8.64e15 ? '' : new Date(millis).toISOString().slice(0, 19).replace('T', ' ');
}
