// Shortens a text to what fits by counting: an SVG does not, and measuring a thousand labels costs more than it tells.

/** Han, kana, hangul and full-width forms are about twice as wide as Latin letters. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/** `most`: Latin letters that there is room for. */
export function fitText(text: string, most: number): string {
  const characters = [...text];
  let width = 0;
  for (const [index, character] of characters.entries()) {
    width += WIDE.test(character) ? 2 : 1;
    if (width > most) return `${characters.slice(0, Math.max(index - 1, 1)).join('')}…`;
  }
  return text;
}
