// Parts of an address that are none of the values that they may have, such as `kind=bogus`. Pure.

export interface UnknownPart<K extends string = string> {
  readonly parameter: K;
  readonly value: string;
}

type UrlValue = string | readonly string[] | undefined;

/** Of each parameter, which values mean something; parameters that are not among them may have any. */
export type KnownValues<K extends string> = { readonly [P in K]: (value: string) => boolean };

export function oneOf(values: readonly string[]): (value: string) => boolean {
  return (value) => values.includes(value);
}

/** In the order of `known`. */
export function unknownParts<K extends string>(
  url: { readonly [P in NoInfer<K>]?: UrlValue },
  known: KnownValues<K>,
): readonly UnknownPart<K>[] {
  return (Object.keys(known) as K[]).flatMap((parameter) =>
    listOf(url[parameter])
      .filter((value) => !known[parameter](value))
      .map((value) => ({ parameter, value })),
  );
}

/** What to write over the address so that it is rid of them: of a list, what is known of it stays. */
export function withoutParts<K extends string>(
  url: { readonly [P in NoInfer<K>]?: UrlValue },
  parts: readonly UnknownPart<K>[],
): { readonly [P in K]?: readonly string[] | undefined } {
  const rid: { [P in K]?: readonly string[] | undefined } = {};
  for (const { parameter } of parts) {
    const unknown = parts.filter((part) => part.parameter === parameter).map(({ value }) => value);
    const kept = listOf(url[parameter]).filter((value) => !unknown.includes(value));
    rid[parameter] = kept.length === 0 ? undefined : kept;
  }
  return rid;
}

function listOf(value: UrlValue): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
