// One line of text in an SVG.
import { FALLBACK_FAMILY } from './font-families.ts';
import type { SvgNode } from './svg-tree.ts';
import type { TextMetrics, TextStyle } from './text-metrics.ts';

/** By place in the chain of fonts; the first one is the picture's own. */
const FALLBACK_FAMILIES: readonly (string | undefined)[] = [undefined, FALLBACK_FAMILY];

export interface TextLine {
  readonly text: string;
  readonly style: TextStyle;
  /** Where it begins, and its base line. */
  readonly left: number;
  readonly y: number;
  /** Which point of it stays where it is when another font draws it: `start`, `middle` or `end`. */
  readonly anchor: string;
  readonly transform?: string | undefined;
  readonly paint: Iterable<readonly [string, string]>;
}

/**
 * One element for each font, at an absolute place: readers differ most in how they follow `dy` and nested pieces, and a reader
 * that looks for a fallback by itself may take another weight.
 */
export function textLine({ text: whole, style, paint, ...place }: TextLine, metrics: TextMetrics): SvgNode[] {
  const pieces = metrics.fontRunsOf(whole, style);
  let { left } = place;
  return pieces.map(({ text: piece, font }): SvgNode => {
    // Readers drop a space at the end, and would stretch the letters before it into its room.
    const text = pieces.length > 1 ? piece.replace(/ $/, '') : piece;
    const width = metrics.widthOf(text, style);
    const attributes = new Map<string, string>();
    if (place.transform !== undefined) attributes.set('transform', place.transform);
    // A whole line stays in its middle or at its end also where another font draws it.
    placeText(attributes, pieces.length > 1 ? 'start' : place.anchor, left, width);
    left += metrics.widthOf(piece, style);
    attributes.set('y', rounded(place.y));
    attributes.set('font-size', rounded(style.size));
    if (style.bold) attributes.set('font-weight', '600');
    const family = FALLBACK_FAMILIES[font];
    if (family !== undefined) attributes.set('font-family', family);
    for (const [property, value] of paint) attributes.set(property, value);
    if (metrics.covers(text, style)) keepWidth(attributes, width);
    return { name: 'text', attributes, children: [text] };
  });
}

function placeText(attributes: Map<string, string>, anchor: string, left: number, width: number): void {
  const shift = anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0;
  attributes.set('x', rounded(left + shift));
  if (shift !== 0) attributes.set('text-anchor', anchor);
}

/** Where none of the fonts is at hand, letters of another one are squeezed into the room that was measured. */
function keepWidth(attributes: Map<string, string>, width: number): void {
  if (width <= 0) return;
  attributes.set('textLength', rounded(width));
  attributes.set('lengthAdjust', 'spacingAndGlyphs');
}

export function rounded(value: number): string {
  return String(Math.round(value * 1000) / 1000 + 0);
}
