// Where the letters of an SVG text stand: its pieces with absolute places, as a browser would lay them out.
// https://www.w3.org/TR/SVG2/text.html
import type { DomElement } from './dom.ts';
import { showEntities } from './placeholders.ts';
import type { Declarations } from './style-sheet.ts';
import type { TextMetrics, TextStyle } from './text-metrics.ts';

/** Letters that stand together: one text node, or a part of one. */
export interface TextRun {
  readonly text: string;
  readonly style: TextStyle;
  /** The element that the text is directly in. */
  readonly element: DomElement;
  /** Left end, and the base line. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Of the room that it takes. */
  readonly top: number;
  readonly bottom: number;
}

export interface TextLayoutContext {
  readonly metrics: TextMetrics;
  /** Of the properties in FONT_PROPERTIES, what is declared for an element itself. */
  readonly declarationsOf: (element: DomElement) => Declarations;
}

/** What decides how text is laid out. */
export const FONT_PROPERTIES: ReadonlySet<string> = new Set([
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'alignment-baseline',
  'display',
]);

const DEFAULT_SIZE = 16;
const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/** Heights of lower-case letters, as a share of the font size: IBM Plex Sans. */
const X_HEIGHT = 0.516;

/** What Mermaid makes of each line of a label. It stands as high as on a page, where labels are HTML. */
const LABEL_LINE = 'text-outer-tspan';
const LABEL_LINE_HEIGHT = 1.5;

interface LineRoom {
  readonly top: number;
  readonly bottom: number;
  readonly baseline: number;
}

interface Cursor {
  x: number;
  y: number;
  /** Of the line of a label that is walked through. */
  line: LineRoom | undefined;
  /** Pieces of the chunk that is not anchored yet. */
  readonly chunk: { run: TextRun; anchor: string }[];
  readonly done: TextRun[];
  lastWasSpace: boolean;
}

/** The pieces of a `text` element, or of a `tspan` as if it stood alone. */
export function layoutText(element: DomElement, context: TextLayoutContext): readonly TextRun[] {
  const cursor: Cursor = { x: 0, y: 0, line: undefined, chunk: [], done: [], lastWasSpace: true };
  walk(element, cursor, context);
  closeChunk(cursor);
  return withoutSpaceAtTheEnd(cursor.done, context);
}

function walk(element: DomElement, cursor: Cursor, context: TextLayoutContext): void {
  if (inherited(element, 'display', context) === 'none') return;
  const style = styleOf(element, context);
  const length = (name: string): number | undefined => lengthOf(element.getAttribute(name), style.size);
  const x = length('x');
  const line = lineOfLabel(element, style, context);
  const y = line?.baseline ?? length('y');
  cursor.line = line ?? cursor.line;
  if (x !== undefined || y !== undefined) {
    closeChunk(cursor);
    cursor.x = x ?? cursor.x;
    cursor.y = y ?? cursor.y;
  }
  cursor.x += length('dx') ?? 0;
  if (line === undefined) cursor.y += length('dy') ?? 0;
  for (const node of element.childNodes) {
    if (node.nodeType === ELEMENT_NODE && (node as DomElement).localName === 'tspan') {
      walk(node as DomElement, cursor, context);
    } else if (node.nodeType === TEXT_NODE) {
      addText(node.nodeValue ?? '', element, style, cursor, context);
    }
  }
}

function lineOfLabel(element: DomElement, style: TextStyle, { metrics }: TextLayoutContext): LineRoom | undefined {
  if (!isLabelLine(element)) return undefined;
  const before = [...(element.parentElement?.children ?? [])].filter(isLabelLine).indexOf(element);
  const height = LABEL_LINE_HEIGHT * style.size;
  const { ascent, descent } = metrics.heightOf(style);
  const top = before * height;
  return { top, bottom: top + height, baseline: top + (height + ascent - descent) / 2 };
}

function isLabelLine(element: DomElement): boolean {
  return element.getAttribute('class')?.split(' ').includes(LABEL_LINE) === true;
}

function addText(
  written: string,
  element: DomElement,
  style: TextStyle,
  cursor: Cursor,
  context: TextLayoutContext,
): void {
  let text = written.replaceAll(/[ \t\r\n]+/g, ' ');
  if (cursor.lastWasSpace && text.startsWith(' ')) text = text.slice(1);
  if (text === '') return;
  text = showEntities(text);
  cursor.lastWasSpace = text.endsWith(' ');
  const width = context.metrics.widthOf(text, style);
  const y = cursor.y + baselineShift(element, style, context);
  const { ascent, descent } = context.metrics.heightOf(style);
  const { top, bottom } = cursor.line ?? { top: y - ascent, bottom: y + descent };
  cursor.chunk.push({
    run: { text, style, element, x: cursor.x, y, width, top, bottom },
    anchor: inherited(element, 'text-anchor', context) ?? 'start',
  });
  cursor.x += width;
}

/** A chunk stands at, before or around the place where it began. */
function closeChunk(cursor: Cursor): void {
  const { chunk, done } = cursor;
  const anchor = chunk[0]?.anchor ?? 'start';
  // A space at the end of a chunk that is the last one takes no room.
  const width = chunk.reduce((sum, { run }) => sum + run.width, 0);
  const shift = anchor === 'middle' ? -width / 2 : anchor === 'end' ? -width : 0;
  for (const { run } of chunk) done.push({ ...run, x: run.x + shift });
  chunk.length = 0;
}

function withoutSpaceAtTheEnd(runs: readonly TextRun[], { metrics }: TextLayoutContext): readonly TextRun[] {
  const last = runs.at(-1);
  if (last === undefined || !last.text.endsWith(' ')) return runs;
  const text = last.text.slice(0, -1);
  const kept = runs.slice(0, -1);
  return text === '' ? kept : [...kept, { ...last, text, width: metrics.widthOf(text, last.style) }];
}

/** Browsers know more names; Mermaid writes these. */
function baselineShift(element: DomElement, style: TextStyle, context: TextLayoutContext): number {
  const own = context.declarationsOf(element).get('alignment-baseline');
  const name = own ?? inherited(element, 'dominant-baseline', context) ?? 'auto';
  if (name === 'central') {
    const { ascent, descent } = context.metrics.heightOf(style);
    return (ascent - descent) / 2;
  }
  if (name === 'middle') return (X_HEIGHT * style.size) / 2;
  if (name === 'hanging' || name === 'text-before-edge') return context.metrics.heightOf(style).ascent;
  return 0;
}

function styleOf(element: DomElement, context: TextLayoutContext): TextStyle {
  const weight = inherited(element, 'font-weight', context) ?? '400';
  return { size: fontSize(element, context), bold: weight === 'bold' || weight === 'bolder' || Number(weight) >= 550 };
}

function fontSize(element: DomElement, context: TextLayoutContext): number {
  for (let at: DomElement | null = element; at !== null; at = at.parentElement) {
    const size = context.declarationsOf(at).get('font-size');
    if (size === undefined || size === 'inherit') continue;
    const number = Number.parseFloat(size);
    if (Number.isNaN(number)) continue;
    if (!/(?:em|%)$/.test(size)) return number;
    const outer = at.parentElement === null ? DEFAULT_SIZE : fontSize(at.parentElement, context);
    return outer * (size.endsWith('%') ? number / 100 : number);
  }
  return DEFAULT_SIZE;
}

function inherited(element: DomElement, property: string, context: TextLayoutContext): string | undefined {
  for (let at: DomElement | null = element; at !== null; at = at.parentElement) {
    const value = context.declarationsOf(at).get(property);
    if (value !== undefined && value !== 'inherit') return value;
  }
  return undefined;
}

/** Pixels of `12`, `12px`, `1.1em`; of a list the first one. */
function lengthOf(text: string | null, size: number): number | undefined {
  const number = text === null ? Number.NaN : Number.parseFloat(text);
  if (Number.isNaN(number)) return undefined;
  return text
    ?.trim()
    .split(/[\s,]+/)[0]
    ?.endsWith('em') === true
    ? number * size
    : number;
}
