// Parts of an address that were not understood: names that the page does not know, and values of a name that may stand once. Pure.

type Search = Readonly<Record<string, unknown>>;

interface LeftOutPart {
  readonly name: string;
  readonly value: string;
  /** The name is known, and has another value already. */
  readonly isAgain: boolean;
}

/** `written`: as it stood; `understood`: what the page made of it. */
export function leftOut(written: Search, understood: Search): readonly LeftOutPart[] {
  return Object.entries(written).flatMap(([name, values]) => {
    const kept = listOf(understood[name]);
    return listOf(values)
      .slice(kept.length)
      .map((value) => ({ name, value: String(value), isAgain: kept.length > 0 }));
  });
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
