// A trace as a waterfall in an SVG: the tree at the left, the bars over time at the right.
import {
  DIAGRAM_TOKENS,
  type DiagramTheme,
  type DiagramTokens,
  durationText,
  leftOutText,
  SERVICE_COLORS,
  type SpanBarRow,
  type Waterfall,
  type WaterfallRow,
  waterfallWords,
} from '@spanloom/diagrams';
import type { Serialised } from './serialise.ts';
import { createSheet, type Sheet } from './sheet.ts';
import type { TextMetrics, TextStyle } from './text-metrics.ts';

const WIDTH = 960;
const EDGE = 12;
const TREE = 348;
/** At its right there is room for what stands beside a bar. */
const TIMELINE = { left: EDGE + TREE + 12, width: WIDTH - 2 * EDGE - TREE - 12 - 60 };
const HEAD = 28;
const ROW = 22;
const BAR = 12;
const LEAST_BAR = 2;
const INDENT = 12;
/** Deeper rows stand under each other. */
const DEEPEST = 14;

const PLAIN: TextStyle = { size: 12, bold: false };
const BOLD: TextStyle = { size: 12, bold: true };
const SMALL: TextStyle = { size: 11, bold: false };

interface Drawing {
  readonly sheet: Sheet;
  readonly theme: DiagramTheme;
  readonly tokens: DiagramTokens;
  readonly extent: number;
  readonly words: ReturnType<typeof waterfallWords>;
}

export function drawWaterfall(waterfall: Waterfall, theme: DiagramTheme, metrics: TextMetrics): Serialised {
  const { rows, extent } = waterfall;
  const tokens = DIAGRAM_TOKENS[theme];
  const drawing: Drawing = { sheet: createSheet(metrics), theme, tokens, extent, words: waterfallWords(waterfall) };
  const bottom = HEAD + rows.length * ROW + EDGE / 2;
  drawAxis(drawing, bottom);
  for (const [place, row] of rows.entries()) drawRow(row, HEAD + place * ROW, drawing);
  const note = leftOutText(waterfall);
  if (note !== '') {
    drawing.sheet.write(note, { x: EDGE, y: bottom + 16, fill: tokens.t2, style: SMALL, room: WIDTH - 2 * EDGE });
  }
  return drawing.sheet.finish({ width: WIDTH, height: bottom + (note === '' ? 0 : 26), background: tokens.bg });
}

function drawAxis({ sheet, tokens, extent }: Drawing, bottom: number): void {
  for (const tick of ticks(extent)) {
    const x = pixelOf(tick, extent);
    sheet.box({ x, y: HEAD - 4, width: 1, height: bottom - HEAD + 4 }, { fill: tokens.line });
    const text = tick === 0 ? '0' : durationText(BigInt(Math.round(tick)));
    sheet.write(text, { x: x + (tick === 0 ? 0 : 4), y: 17, fill: tokens.t3, style: SMALL });
  }
  sheet.box({ x: 0, y: HEAD - 4, width: WIDTH, height: 1 }, { fill: tokens.line });
}

const MOST_TICKS = 6;

/** Round numbers of nanoseconds: 1, 2 or 5 of a power of ten apart. */
function ticks(extent: number): number[] {
  const least = Math.max(1, extent) / MOST_TICKS;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10) * power;
  return Array.from({ length: Math.floor(extent / step) + 1 }, (_, index) => index * step);
}

function pixelOf(time: number, extent: number): number {
  return TIMELINE.left + (extent === 0 ? 0 : (time / extent) * TIMELINE.width);
}

function drawRow(row: WaterfallRow, top: number, drawing: Drawing): void {
  const { sheet, tokens, words } = drawing;
  const x = EDGE + Math.min(row.depth, DEEPEST) * INDENT;
  const room = EDGE + TREE - x;
  const y = top + 15;
  if (row.kind === 'missing') {
    sheet.write(words.missingParent(row.spanId), { x, y, fill: tokens.t3, style: PLAIN, room });
    return;
  }
  drawSwatch(row, { x, y: top + 4, width: 3, height: ROW - 8 }, drawing);
  const failed = row.state === 'failed';
  const more = [row.times > 1 ? `×${row.times}` : '', row.below > 0 ? words.below(row.below) : ''].filter(Boolean);
  const tail = [row.party, ...more].join(' · ');
  const tailWidth = Math.min(sheet.widthOf(tail, PLAIN), room * 0.45);
  // The fonts have no other cross.
  const name = `${failed ? '× ' : ''}${row.name}`;
  const fill = failed ? tokens.err : tokens.t1;
  const width = sheet.write(name, { x: x + 8, y, fill, style: BOLD, room: room - 14 - tailWidth });
  sheet.write(tail, { x: x + 14 + width, y, fill: tokens.t2, style: PLAIN, room: room - 14 - width });
  drawBar(row, top, drawing);
}

/** Hollow where the service shares its colour with another one. */
function drawSwatch(row: SpanBarRow, place: Parameters<Sheet['box']>[0], { sheet, theme, tokens }: Drawing): void {
  sheet.box(place, { fill: SERVICE_COLORS[theme][row.color] ?? tokens.t3 });
  if (row.secondLap === true) {
    const { x, y, height } = place;
    sheet.box({ x: x + 1, y: y + 2, width: 1, height: height - 4 }, { fill: tokens.bg });
  }
}

function drawBar(row: SpanBarRow, top: number, { sheet, theme, tokens, extent, words }: Drawing): void {
  const right = TIMELINE.left + TIMELINE.width;
  const from = Math.min(pixelOf(row.from, extent), right - LEAST_BAR);
  const width = Math.max(pixelOf(row.to, extent) - from, LEAST_BAR);
  const bar = { x: from, y: top + (ROW - BAR) / 2, width, height: BAR };
  const frame: Record<string, string> = row.state === 'failed' ? { stroke: tokens.err, 'stroke-width': '1.5' } : {};
  sheet.box(bar, { fill: SERVICE_COLORS[theme][row.color] ?? tokens.t3, rx: '1', ...frame });
  if (row.state === 'critical') sheet.box({ x: from, y: bar.y + BAR + 1, width, height: 1.5 }, { fill: tokens.t1 });
  const beside = { x: from + width + 6, y: top + 15, fill: row.state === 'failed' ? tokens.err : tokens.t2 };
  sheet.write(row.duration ?? words.noEnd, { ...beside, style: SMALL });
}
