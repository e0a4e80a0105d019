// Names inside of free text, such as those of spans: `acme.paid publish` tells the queue that it names.

const WORD = /[\p{L}\p{N}]+/gu;
/** Longer names are not looked for inside of text: what is looked at stays bounded. */
const MOST_WORDS = 32;

interface Word {
  readonly start: number;
  readonly end: number;
}

/** Replaces names that stand between what is neither letter nor digit, in any case, the longest at each place. */
export function nameReplacer(standIns: Iterable<readonly [string, string]>): (text: string) => string {
  const known = new Map<string, string>();
  const lengths = new Set<number>();
  for (const [name, standIn] of standIns) {
    const words = wordsOf(name);
    const [first, last] = [words[0], words.at(-1)];
    if (first === undefined || last === undefined || words.length > MOST_WORDS) continue;
    const key = name.slice(first.start, last.end).toLowerCase();
    if (known.has(key)) continue;
    known.set(key, standIn);
    lengths.add(words.length);
  }
  const longestFirst = [...lengths].sort((a, b) => b - a);

  return (text) => {
    const words = wordsOf(text);
    let replaced = '';
    let done = 0;
    for (let place = 0; place < words.length; place++) {
      const { start } = words[place] as Word;
      for (const length of longestFirst) {
        const end = words[place + length - 1]?.end;
        const standIn = end === undefined ? undefined : known.get(text.slice(start, end).toLowerCase());
        if (end === undefined || standIn === undefined) continue;
        replaced += text.slice(done, start) + standIn;
        done = end;
        place += length - 1;
        break;
      }
    }
    return replaced + text.slice(done);
  };
}

function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ start: index, end: index + word.length }));
}
