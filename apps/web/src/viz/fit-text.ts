// Shortens a text to what fits by counting: an SVG does not, and measuring a thousand labels costs more than it tells.

import { SPLIT_SEPARATOR } from '@spanloom/diagrams';

/** Han, kana, hangul and full-width forms are about twice as wide as Latin letters. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/**
 * `most`: Latin letters that there is room for. Of a name and the value that tells its parts apart both are shortened: of
 * a long value the end is what differs.
 */
export function fitText(text: string, most: number): string {
  const at = text.lastIndexOf(SPLIT_SEPARATOR);
  if (at <= 0 || widthOf(text) <= most) return fitStart(text, most);
  const [name, value] = [text.slice(0, at), text.slice(at + SPLIT_SEPARATOR.length)];
  const room = most - SPLIT_SEPARATOR.length;
  const shortName = fitStart(name, Math.max(room - widthOf(value), Math.ceil(room / 4)));
  return `${shortName}${SPLIT_SEPARATOR}${fitEnd(value, room - widthOf(shortName))}`;
}

function fitEnd(text: string, most: number): string {
  return widthOf(text) <= most ? text : [...fitStart([...text].reverse().join(''), most)].reverse().join('');
}

function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0);
}

function fitStart(text: string, most: number): string {
  const characters = [...text];
  let width = 0;
  for (const [index, character] of characters.entries()) {
    width += WIDE.test(character) ? 2 : 1;
    if (width > most) return `${characters.slice(0, Math.max(index - 1, 1)).join('')}…`;
  }
  return text;
}
