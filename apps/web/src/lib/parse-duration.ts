// Lengths of time as people type them, in English and Chinese: `15m`, `1h30m`, `2 hours`, `90 秒`, `两小时`.

const SECOND = 1;
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const WEEK = 604_800;

const UNITS: ReadonlyMap<string, number> = new Map(
  [
    [SECOND, 's sec secs second seconds 秒 秒钟'],
    [MINUTE, 'm min mins minute minutes 分 分钟'],
    [HOUR, 'h hr hrs hour hours 小时 个小时 钟头 个钟头'],
    [DAY, 'd day days 天'],
    [WEEK, 'w wk week weeks 周 星期 个星期'],
  ].flatMap(([seconds, words]) =>
    String(words)
      .split(' ')
      .map((word) => [word, Number(seconds)] as const),
  ),
);

const NUMERALS: ReadonlyMap<string, string> = new Map(
  [...'一二三四五六七八九']
    .map((numeral, index) => [numeral, String(index + 1)] as const)
    .concat([
      ['两', '2'],
      ['十', '10'],
      ['半', '0.5'],
      ['半个', '0.5'],
    ]),
);

const PART = /\s*(\d+(?:\.\d+)?)\s*([a-z]+|[\u4e00-\u9fff]+)/y;

/** Whole seconds above zero; undefined when the text is no length of time. A unit alone is one of it: `hour`. */
export function parseDuration(text: string): number | undefined {
  const written = text
    .trim()
    .toLowerCase()
    .replace(/^(?:an?|one)\s+/, '1 ')
    .replace(/半个|[一二两三四五六七八九十半]/g, (numeral) => NUMERALS.get(numeral) ?? numeral);
  const alone = UNITS.get(written);
  if (alone !== undefined) return alone;
  let seconds = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < written.length) {
    const match = PART.exec(written);
    const unit = match === null ? undefined : UNITS.get(match[2] ?? '');
    if (match === null || unit === undefined) return undefined;
    seconds += Number(match[1]) * unit;
  }
  return seconds >= 1 ? Math.round(seconds) : undefined;
}
