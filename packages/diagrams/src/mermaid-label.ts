// The one way by which telemetry text gets into Mermaid text. Every generator and every part of a line that is not ours
// goes through it: names are hostile (markup, directives, Markdown, bidi overrides, mermaid's own placeholders).

/** What a label shows when nothing of it can be shown: mermaid refuses an empty one. */
const NOTHING = '(no name)';

/** Controls, soft hyphen, zero-width and bidi characters, fillers, variation selectors, noncharacters. */
const INVISIBLE =
  /[\p{Cc}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}]/gu;

/** Line breaks and the like keep words apart. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * Single characters to encode: all ASCII but letters, digits and the few that mean nothing to mermaid; and where the
 * Markdown inside mermaid would see a list, emphasis or a link: a leading - or ., the dot of a leading number, _ at the
 * edge of a word, the dot of www. Flowcharts take `direction LR` for a statement wherever it stands in a line.
 */
const ENCODED =
  /[^A-Za-z0-9 .,/_\-\u0080-\u{10ffff}]|^[-.]|(?<=^\d+)\.(?= |$)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<=(?:^|[^A-Za-z0-9])[Ww]{3})\.|(?<=[Dd][Ii][Rr][Ee][Cc][Tt][Ii][Oo][Nn])\s/gu;

/**
 * What mermaid writes for `&#`, `&` and `;` while it works, and turns back at the end, several times; and the name of an icon and
 * `$$` of a formula, which it looks for where characters are no longer encoded, and draws in place of the words.
 */
function breakPlaceholders(text: string): string {
  return text
    .replaceAll('\ufb02', 'fl')
    .replaceAll('\u00b6\u00df', '\u00b6 \u00df')
    .replaceAll(/(?<=fa[bklrs]?:)(?=fa-)|(?<=\$)(?=\$)/g, ' ');
}

/**
 * Text as it may stand inside a quoted Mermaid label or a comment: one line, never empty, every character that means
 * something to mermaid written as `#NN;`. `maxLength` (in code points) cuts with an ellipsis.
 */
export function mermaidLabel(text: string, maxLength = 80): string {
  return visibleLabel(text, maxLength).replace(ENCODED, (character) => `#${character.codePointAt(0)};`);
}

/**
 * The same where it begins a line of a gantt, whose lines begin with words that mean something to it: the first letter of
 * such a word, and of a number that could be a date, is encoded too.
 */
export function mermaidLine(text: string, maxLength = 80): string {
  const label = mermaidLabel(text, maxLength);
  return LINE_WORD.test(label) ? `#${label.charCodeAt(0)};${label.slice(1)}` : label;
}

const LINE_WORD =
  /^(?:gantt|dateformat|inclusiveenddates|topaxis|axisformat|tickinterval|includes|excludes|todaymarker|week(?:day|end)|title|acctitle|accdescr|section|click|href|call|vert|\d)/i;

/** The text that a reader sees where `mermaidLabel` wrote it. */
export function visibleLabel(text: string, maxLength = 80): string {
  const clean = breakPlaceholders(text.toWellFormed().replace(BREAKS, ' ').replace(INVISIBLE, ''))
    .replace(/ {2,}/g, ' ')
    .trim();
  if (clean === '') return NOTHING;
  const points = [...clean];
  return points.length > maxLength
    ? `${points
        .slice(0, maxLength - 1)
        .join('')
        .trimEnd()}…`
    : clean;
}
