// Shortens a text in its middle, counting in Latin letters.

/** Han, kana, hangul and full-width forms are about twice as wide. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const CUT = '…';
/** Names begin alike more often than they end alike. */
const START = 0.4;

/** At most as wide as `most` Latin letters. */
export function shortMiddle(text: string, most: number): string {
  const letters = [...text];
  if (widthOf(letters) <= most) return text;
  const room = most - CUT.length;
  const start = fitting(letters, Math.ceil(room * START));
  const end = fitting(letters.toReversed(), room - widthOf(start)).toReversed();
  return `${start.join('').trimEnd()}${CUT}${end.join('').trimStart()}`;
}

function fitting(letters: readonly string[], most: number): string[] {
  let width = 0;
  const past = letters.findIndex((letter) => {
    width += widthOf([letter]);
    return width > most;
  });
  return letters.slice(0, past);
}

function widthOf(letters: readonly string[]): number {
  return letters.reduce((width, letter) => width + (WIDE.test(letter) ? 2 : 1), 0);
}
