// A number may be typed in other ways than it is stored: attributes are compared as text, and a double of 1e21 is `1e+21`.
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The text of the double that is typed, where it is another one: `1e21` is `1e+21`, `5.0` is `5`. Else undefined. */
export function storedNumber(typed: string): string | undefined {
  if (!NUMBER.test(typed)) return undefined;
  const number = Number(typed);
  const text = String(number);
  return Number.isFinite(number) && text !== typed ? text : undefined;
}
