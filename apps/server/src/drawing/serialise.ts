// The picture on Mermaid's page as an SVG file of our own: built from the allowlist, never copied from markup.
import {
  COLOR_PROPERTIES,
  ELEMENTS,
  MARKER_PROPERTIES,
  PAINT_PROPERTIES,
  PLAIN_VALUE,
  TRANSFORM_VALUE,
} from './allowlist.ts';
import type { DomElement } from './dom.ts';
import { FONT_FAMILY } from './font-families.ts';
import { withPlainMarkers } from './markers.ts';
import { paintValue } from './paint-value.ts';
import { showEntities } from './placeholders.ts';
import { compileStyleSheet, type Declarations, type StyleSheet } from './style-sheet.ts';
import { renumberIds, svgText, type SvgNode } from './svg-tree.ts';
import { FONT_PROPERTIES, layoutText, type TextLayoutContext, type TextRun } from './text-layout.ts';
import { rounded, textLine } from './text-line.ts';
import type { TextMetrics } from './text-metrics.ts';

export interface Serialised {
  readonly svg: string;
  /** Natural size in pixels. */
  readonly width: number;
  readonly height: number;
}

export interface SerialiseOptions {
  readonly metrics: TextMetrics;
  /** Ground of the picture: a colour. */
  readonly background: string;
}

const PROPERTIES: ReadonlySet<string> = new Set([...PAINT_PROPERTIES, ...FONT_PROPERTIES, 'visibility']);

interface Context extends SerialiseOptions {
  readonly sheet: StyleSheet;
  readonly layout: TextLayoutContext;
}

/** `root` is the `svg` element that Mermaid made. Throws when it has no size. */
export function serialisePicture(root: DomElement, options: SerialiseOptions): Serialised {
  const css = [...root.querySelectorAll('style')].map((style) => style.textContent).join('\n');
  const sheet = compileStyleSheet(css, PROPERTIES);
  const cache = new Map<DomElement, Declarations>();
  const declarationsOf = (element: DomElement): Declarations => {
    const known = cache.get(element) ?? sheet.declarationsOf(element);
    cache.set(element, known);
    return known;
  };
  const context: Context = {
    ...options,
    sheet: { declarationsOf },
    layout: { metrics: options.metrics, declarationsOf },
  };
  const [x = 0, y = 0, width = 0, height = 0] = (root.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  if (!(width > 0 && height > 0)) throw new Error('Mermaid made a picture without a size');
  const box = [x, y, width, height].map(rounded);
  const tree: SvgNode = {
    name: 'svg',
    attributes: new Map([
      ['xmlns', 'http://www.w3.org/2000/svg'],
      ['width', box[2] ?? ''],
      ['height', box[3] ?? ''],
      ['viewBox', box.join(' ')],
      ['role', 'img'],
      ...described(root),
      ['font-family', FONT_FAMILY],
      ...inlined(root, context),
    ]),
    children: [...descriptions(root), ground(box, options.background), ...childrenOf(root, context)],
  };
  return { svg: svgText(renumberIds(withPlainMarkers(tree))), width, height };
}

function ground([x = '', y = '', width = '', height = '']: readonly string[], fill: string): SvgNode {
  const attributes = new Map(Object.entries({ x, y, width, height, fill }));
  return { name: 'rect', attributes, children: [] };
}

function described(root: DomElement): [string, string][] {
  return (['aria-labelledby', 'aria-describedby'] as const).flatMap((name): [string, string][] => {
    const id = root.getAttribute(name);
    return id === null ? [] : [[name, id]];
  });
}

function descriptions(root: DomElement): SvgNode[] {
  return [...root.children].flatMap((child): SvgNode[] => {
    if (child.localName !== 'title' && child.localName !== 'desc') return [];
    const id = child.getAttribute('id') ?? '';
    return [{ name: child.localName, attributes: new Map([['id', id]]), children: [showEntities(child.textContent)] }];
  });
}

function childrenOf(element: DomElement, context: Context): SvgNode[] {
  return [...element.children].flatMap((child) => nodesOf(child, context));
}

function nodesOf(element: DomElement, context: Context): SvgNode[] {
  const own = context.sheet.declarationsOf(element);
  if (own.get('display') === 'none' || own.get('visibility') === 'hidden') return [];
  const name = element.localName;
  if (name === 'text') return textNodes(element, context);
  // That of the whole picture is in its place already.
  if (name === 'title' && element.parentElement?.localName === 'g')
    return [{ name, attributes: new Map(), children: [element.textContent] }];
  const allowed = ELEMENTS.get(name);
  if (allowed === undefined) {
    // A link is no part of a picture; what it is around is.
    return name === 'a' ? childrenOf(element, context) : [];
  }
  const attributes = new Map<string, string>();
  for (const attribute of allowed) {
    const value = attributeValue(attribute, element.getAttribute(attribute));
    if (value !== undefined) attributes.set(attribute, value);
  }
  // Mermaid leaves empty boxes behind where it has no label.
  if (name === 'rect' && !(attributes.has('width') && attributes.has('height'))) return [];
  for (const [property, value] of inlined(element, context)) attributes.set(property, value);
  return [{ name, attributes, children: childrenOf(element, context) }];
}

function attributeValue(name: string, written: string | null): string | undefined {
  if (written === null) return undefined;
  if (name === 'id') return written;
  const value = written.trim();
  if (name === 'transform' || name === 'gradientTransform') {
    return TRANSFORM_VALUE.test(value) ? roundNumbers(value) : undefined;
  }
  if (!PLAIN_VALUE.test(value) || value === '' || /NaN|undefined/.test(value)) return undefined;
  return name === 'd' || name === 'points' ? roundNumbers(value) : roundNumbers(value.replace(/px$/, ''));
}

/** Paint as attributes. They are weaker than any style sheet: a page that embeds the picture should bring none. */
function inlined(element: DomElement, context: Context): [string, string][] {
  const found = context.sheet.declarationsOf(element);
  const result = new Map<string, string>();
  for (const property of PAINT_PROPERTIES) {
    const written = found.get(property);
    if (written === undefined) continue;
    if (COLOR_PROPERTIES.has(property)) {
      const color = paintValue(written);
      if (color === undefined) continue;
      result.set(property, color.paint);
      if (color.opacity !== undefined) result.set(opacityOf(property), String(color.opacity));
    } else if (MARKER_PROPERTIES.has(property)) {
      const reference = paintValue(written)?.paint ?? '';
      if (reference.startsWith('url(#')) result.set(property, reference);
    } else if (PLAIN_VALUE.test(written)) {
      result.set(property, roundNumbers(written.replaceAll(/(\d)px\b/g, '$1')));
    }
  }
  return [...result];
}

function opacityOf(property: string): string {
  return property === 'stop-color' ? 'stop-opacity' : `${property}-opacity`;
}

/** Each line apart. */
function textNodes(element: DomElement, context: Context): SvgNode[] {
  const transform = attributeValue('transform', element.getAttribute('transform'));
  const anchor = context.layout.declarationsOf(element).get('text-anchor') ?? 'start';
  return linesOf(layoutText(element, context.layout), element, context).flatMap((line) => {
    const [first] = line;
    if (first === undefined) return [];
    const { style, x, y } = first.run;
    const text = line.map(({ run }) => run.text).join('');
    return textLine({ text, style, left: x, y, anchor, transform, paint: first.paint }, context.metrics);
  });
}

interface PaintedRun {
  readonly run: TextRun;
  readonly paint: readonly [string, string][];
}

/** Runs that stand on one line, one after the other, in one style. */
function linesOf(runs: readonly TextRun[], text: DomElement, context: Context): PaintedRun[][] {
  const lines: PaintedRun[][] = [];
  for (const run of runs) {
    const paint = paintOfText(run.element, text, context);
    const line = lines.at(-1);
    const before = line?.at(-1);
    const goesOn =
      before !== undefined &&
      before.run.y === run.y &&
      Math.abs(before.run.x + before.run.width - run.x) < 0.01 &&
      before.run.style.size === run.style.size &&
      before.run.style.bold === run.style.bold &&
      String(before.paint) === String(paint);
    if (goesOn) line?.push({ run, paint });
    else lines.push([{ run, paint }]);
  }
  return lines;
}

/** From the `text` element down to the piece: the innermost wins. */
function paintOfText(piece: DomElement, text: DomElement, context: Context): [string, string][] {
  const chain: DomElement[] = [];
  for (let at: DomElement | null = piece; at !== null && at !== text; at = at.parentElement) chain.unshift(at);
  const paint = new Map<string, string>();
  for (const element of [text, ...chain]) {
    for (const [property, value] of inlined(element, context)) paint.set(property, value);
  }
  return [...paint];
}

function roundNumbers(text: string): string {
  return text.replaceAll(/-?\d+\.\d{4,}(?:e[-+]?\d+)?|-?\d+e-\d+/gi, (number) => rounded(Number(number)));
}
