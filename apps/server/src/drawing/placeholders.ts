// Characters that Mermaid would take for its own are written `#NN;` in our texts. A browser shows them as characters, SVG
// text without HTML would show them as they are written. So each becomes one private character while Mermaid works.

const FIRST = 0xf0000;
const LAST = 0xf0000 + 0xffff;
const ENTITY = /#(\d{1,5});/g;
const OTHER_SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const PRIVATE = /[\u{f0000}-\u{fffff}]/gu;
const LINE_BREAK = /<br\s*\/?>/gi;

/** Begins each line that the text itself begins, and takes no room: Mermaid breaks long lines into further ones. */
export const NEXT_LINE = String.fromCodePoint(LAST);

/**
 * `#60;` -> one character that means nothing to Mermaid; so too spaces of other widths, which it would write as `&nbsp;` or
 * take for ordinary ones. Private characters that were there already are dropped.
 */
export function hideEntities(text: string): string {
  return text
    .replaceAll(PRIVATE, '')
    .replaceAll(LINE_BREAK, `$&${NEXT_LINE}`)
    .replaceAll(OTHER_SPACES, (space) => String.fromCodePoint(FIRST + (space.codePointAt(0) ?? 0)))
    .replaceAll(ENTITY, (written, digits: string) =>
      Number(digits) >= LAST - FIRST ? written : String.fromCodePoint(FIRST + Number(digits)),
    );
}

/** The text as a reader sees it. */
export function showEntities(text: string): string {
  return text
    .replaceAll(NEXT_LINE, '')
    .replaceAll(PRIVATE, (character) => String.fromCodePoint((character.codePointAt(0) ?? FIRST) - FIRST));
}
