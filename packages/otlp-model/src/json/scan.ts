// A walk over JSON text before JSON.parse: holds the limits before objects are built, and puts quotes around numbers
// that a double might round, so that 64-bit integers written as bare numbers arrive digit for digit.
import type { DecodeLimits } from '../codec.ts';
import { DecodeFailure, tooManyItems, tooManySpans } from '../decode-failure.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** A double holds any integer of so many characters. */
const SAFE_LENGTH = 15;
/** Containers around a span's attribute value (12), with room for what future versions wrap around. */
const FIXED_NESTING = 32;
/** Containers a level of a nested value: {"kvlistValue":{"values":[{"value": ...}]}} has four; twice that for unknown fields. */
const NESTING_A_LEVEL = 8;
/** Object members, in units of the limits: an attribute has three or four, a span up to twenty. */
const MEMBERS_AN_ITEM = 4;
const MEMBERS_A_SPAN = 20;

/** What a container on the stack is. */
const OBJECT = 0;
const LIST = 1;
const SPANS = 2;

/**
 * Returns the text with long numbers quoted. Throws DecodeFailure: `too_large` over a limit (every list element counts
 * as an item, those of a list called `spans` as spans), `malformed` when nested far deeper than any OTLP. It does not
 * check the syntax: JSON.parse does.
 */
export function scanJson(text: string, limits: DecodeLimits): string {
  const maxNesting = FIXED_NESTING + NESTING_A_LEVEL * limits.maxDepth;
  const maxMembers = MEMBERS_AN_ITEM * limits.maxItems + MEMBERS_A_SPAN * limits.maxSpans;
  const stack: number[] = [];
  let spans = 0;
  let items = 0;
  let members = 0;
  let keyStart = 0;
  let keyEnd = 0;
  /** True right after a container opened: what follows, unless it closes, is its first child. */
  let fresh = false;
  let out = '';
  let copied = 0;

  const child = (): void => {
    const container = stack[stack.length - 1];
    if (container === OBJECT) {
      if (++members > maxMembers) throw tooManyItems(limits.maxItems);
    } else if (container === LIST) {
      if (++items > limits.maxItems) throw tooManyItems(limits.maxItems);
    } else if (container === SPANS) {
      if (++spans > limits.maxSpans) throw tooManySpans(limits.maxSpans);
    }
  };

  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 0x20 || code === 0x3a /* : */) continue;
    if (fresh) {
      fresh = false;
      if (code !== 0x5d && code !== 0x7d) child();
    }
    if (code === QUOTE) {
      keyStart = i + 1;
      i = endOfString(text, i);
      keyEnd = i;
    } else if (code === 0x2c /* , */) child();
    else if (code === 0x7b /* { */ || code === 0x5b /* [ */) {
      if (stack.length >= maxNesting) throw new DecodeFailure('malformed', 'the JSON is nested too deep');
      const isSpans = code === 0x5b && keyEnd - keyStart === 5 && text.startsWith('spans', keyStart);
      stack.push(code === 0x7b ? OBJECT : isSpans ? SPANS : LIST);
      fresh = true;
    } else if (code === 0x7d || code === 0x5d) stack.pop();
    else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      const end = endOfNumber(text, i);
      const token = text.slice(i, end);
      if (mightRound(token) && NUMBER.test(token)) {
        out += `${text.slice(copied, i)}"${token}"`;
        copied = end;
      }
      i = end - 1;
    }
  }
  return copied === 0 ? text : out + text.slice(copied);
}

function mightRound(token: string): boolean {
  return token.length > SAFE_LENGTH || token.includes('e') || token.includes('E');
}

/** Index of the closing quote, or of the last character when there is none. */
function endOfString(text: string, opening: number): number {
  let i = opening + 1;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i;
    if (code === BACKSLASH) i++;
  }
  return i;
}

/** Index after the last character that can belong to a number. */
function endOfNumber(text: string, start: number): number {
  let i = start + 1;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const inNumber =
      (code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d || code === 0x2e || (code | 32) === 0x65;
    if (!inNumber) break;
  }
  return i;
}
