// Links of a span to others: one to itself leads nowhere.

interface Linking<L> {
  readonly traceId: string;
  readonly spanId: string;
  readonly links: readonly L[];
}

export function linksToOthers<L extends { readonly traceId: string; readonly spanId: string }>({
  traceId,
  spanId,
  links,
}: Linking<L>): L[] {
  return links.filter((link) => link.traceId !== traceId || link.spanId !== spanId);
}
