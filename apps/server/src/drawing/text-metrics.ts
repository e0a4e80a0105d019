// How wide and high a line of text is, in the bundled fonts: each character in the first of them that has it.
import type { FontFile } from './font-file.ts';

/** How text is set. */
export interface TextStyle {
  /** CSS pixels. */
  readonly size: number;
  readonly bold: boolean;
}

export interface TextMetrics {
  /** Width of one line in pixels. */
  widthOf(text: string, style: TextStyle): number;
  /** The text in pieces of one font each: its place in the chain. What no font has stays with what is before it. */
  fontRunsOf(text: string, style: TextStyle): readonly FontRun[];
  /** Whether the fonts have more of it than they lack, by width: then its width is no mere guess. */
  covers(text: string, style: TextStyle): boolean;
  /** Above and below the base line, both positive, in pixels. */
  heightOf(style: TextStyle): { readonly ascent: number; readonly descent: number };
}

export interface FontRun {
  readonly text: string;
  readonly font: number;
}

/** Fonts of one weight, the first one first. Later ones are read when a character needs them. */
export type FontChain = readonly (() => FontFile)[];

/** What is drawn where no font has a character. */
const MISSING_WIDTH = 0.6;
/** East Asian characters and emoji take a whole square in every font. */
const WIDE =
  /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Accents that stand on the character before, and what joins characters or turns their direction. */
const NO_WIDTH = /[\p{Mn}\p{Cf}]/u;

export function createTextMetrics(regular: FontChain, bold: FontChain): TextMetrics {
  const known = new Map<string, Glyph>();
  const glyphOf = (character: string, heavy: boolean): Glyph => {
    const key = heavy ? `b${character}` : character;
    const glyph = known.get(key) ?? findGlyph(character, heavy ? bold : regular);
    known.set(key, glyph);
    return glyph;
  };
  return {
    widthOf(text, { size, bold: heavy }) {
      let width = 0;
      for (const character of text) width += glyphOf(character, heavy).width;
      return width * size;
    },
    fontRunsOf(text, { bold: heavy }) {
      const runs: { text: string; font: number }[] = [];
      for (const character of text) {
        const last = runs.at(-1);
        const font = character === ' ' ? (last?.font ?? 0) : (glyphOf(character, heavy).font ?? last?.font ?? 0);
        if (last?.font === font) last.text += character;
        else runs.push({ text: character, font });
      }
      return runs;
    },
    covers(text, { bold: heavy }) {
      let [had, lacked] = [0, 0];
      for (const character of text) {
        const { width, font } = glyphOf(character, heavy);
        if (font === undefined) lacked += width;
        else had += width;
      }
      return had > lacked;
    },
    heightOf({ size, bold: heavy }) {
      const font = (heavy ? bold : regular)[0]?.();
      if (font === undefined) throw new Error('text is measured without a font');
      // Whole pixels, as in a browser.
      const pixels = (units: number): number => Math.round((units / font.unitsPerEm) * size);
      return { ascent: pixels(font.ascent), descent: pixels(font.descent) };
    },
  };
}

interface Glyph {
  /** Share of the font size. */
  readonly width: number;
  /** Place in the chain; undefined when no font has it. */
  readonly font: number | undefined;
}

function findGlyph(character: string, chain: FontChain): Glyph {
  const codePoint = character.codePointAt(0) ?? 0;
  for (const [index, font] of chain.entries()) {
    const { unitsPerEm, advanceOf } = font();
    const advance = advanceOf(codePoint);
    if (advance !== undefined) return { width: advance / unitsPerEm, font: index };
  }
  if (NO_WIDTH.test(character)) return { width: 0, font: undefined };
  return { width: WIDE.test(character) ? 1 : MISSING_WIDTH, font: undefined };
}
