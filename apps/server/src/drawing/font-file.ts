// What measuring text needs of a TrueType file: which characters it has, and how wide each of them is.
// https://learn.microsoft.com/en-us/typography/opentype/spec/otff

export interface FontFile {
  /** Lengths in the file are in such parts of the font size. */
  readonly unitsPerEm: number;
  /** Above and below the base line, both positive, in units. */
  readonly ascent: number;
  readonly descent: number;
  /** Width of a character in units; undefined when the font has no glyph for it. */
  advanceOf(codePoint: number): number | undefined;
}

type GlyphOf = (codePoint: number) => number;

/** Throws when the bytes are no TrueType or OpenType font: they are ours. */
export function readFontFile(bytes: Uint8Array): FontFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = tableStarts(view);
  const head = table('head');
  const hhea = table('hhea');
  const hmtx = table('hmtx');
  const metrics = view.getUint16(hhea + 34);
  const glyphOf = characterMap(view, table('cmap'));
  return {
    unitsPerEm: view.getUint16(head + 18),
    ascent: view.getInt16(hhea + 4),
    descent: -view.getInt16(hhea + 6),
    advanceOf(codePoint) {
      const glyph = glyphOf(codePoint);
      // The last width holds for all glyphs after it.
      return glyph === 0 ? undefined : view.getUint16(hmtx + 4 * Math.min(glyph, metrics - 1));
    },
  };
}

function tableStarts(view: DataView): (tag: string) => number {
  const starts = new Map<string, number>();
  const count = view.getUint16(4);
  for (let i = 0; i < count; i++) {
    const record = 12 + 16 * i;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(record + at)));
    starts.set(tag, view.getUint32(record + 8));
  }
  return (tag) => {
    const start = starts.get(tag);
    if (start === undefined) throw new Error(`a font has no table ${tag}`);
    return start;
  };
}

/** The map with all of Unicode where there is one, else the one with its first 65,536 characters. */
function characterMap(view: DataView, cmap: number): GlyphOf {
  const count = view.getUint16(cmap + 2);
  const starts = Array.from({ length: count }, (_, i) => cmap + view.getUint32(cmap + 4 + 8 * i + 4));
  const withFormat = (format: number): number | undefined => starts.find((start) => view.getUint16(start) === format);
  const whole = withFormat(12);
  if (whole !== undefined) return groupedMap(view, whole);
  const basic = withFormat(4);
  if (basic === undefined) throw new Error('a font has no character map that is understood');
  return segmentedMap(view, basic);
}

function groupedMap(view: DataView, start: number): GlyphOf {
  const groups = view.getUint32(start + 12);
  return (codePoint) => {
    let low = 0;
    let high = groups - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const group = start + 16 + 12 * middle;
      const first = view.getUint32(group);
      if (codePoint < first) high = middle - 1;
      else if (codePoint > view.getUint32(group + 4)) low = middle + 1;
      else return view.getUint32(group + 8) + codePoint - first;
    }
    return 0;
  };
}

function segmentedMap(view: DataView, start: number): GlyphOf {
  const segments = view.getUint16(start + 6) / 2;
  const ends = start + 14;
  const starts = ends + 2 * segments + 2;
  const deltas = starts + 2 * segments;
  const offsets = deltas + 2 * segments;
  return (codePoint) => {
    for (let i = 0; i < segments && codePoint <= 0xffff; i++) {
      if (view.getUint16(ends + 2 * i) < codePoint) continue;
      const first = view.getUint16(starts + 2 * i);
      if (first > codePoint) return 0;
      const delta = view.getUint16(deltas + 2 * i);
      const offset = view.getUint16(offsets + 2 * i);
      if (offset === 0) return (codePoint + delta) & 0xffff;
      const glyph = view.getUint16(offsets + 2 * i + offset + 2 * (codePoint - first));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
