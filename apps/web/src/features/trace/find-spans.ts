// Find in trace: which spans hold a text in their name, service, attribute keys or values, ignoring case. The text of a
// span is put together once, at the first search, and kept for as long as the span.
import type { ApiAttribute, ApiSpan } from '@spanloom/api-schema';
import type { ModelRow } from './model-row.ts';
import type { ViewSpan } from './view-span.ts';

/** What a search remembers between two texts. */
export type FindCache = WeakMap<ViewSpan, string>;

/** Everything that is known of spans, by their keys; it is read only once something is looked for. */
export type SpanDetails = ReadonlyMap<string, ApiSpan>;

/** Where a span holds the text, for the mark on its row. */
export type MatchPlace =
  | { readonly kind: 'name' }
  | { readonly kind: 'service' }
  | { readonly kind: 'attribute'; readonly key: string };

/** The text as it is looked for; undefined when it asks for nothing. */
export function findNeedle(text: string | undefined): string | undefined {
  const needle = (text ?? '').trim().toLowerCase();
  return needle === '' ? undefined : needle;
}

/** Indices of matching rows in order, folded ones too. */
export function findMatches(
  rows: readonly ModelRow[],
  needle: string | undefined,
  details: SpanDetails | undefined,
  cache: FindCache,
): readonly number[] {
  if (needle === undefined) return [];
  const matches: number[] = [];
  for (const [index, row] of rows.entries()) {
    if (row.kind === 'span' && haystack(row.row.span, details, cache).includes(needle)) matches.push(index);
  }
  return matches;
}

/** Where the span holds the text: the most visible place first. */
export function matchPlace(span: ViewSpan, needle: string, details: SpanDetails | undefined): MatchPlace | undefined {
  if (span.name.toLowerCase().includes(needle)) return { kind: 'name' };
  if (serviceTexts(span).some((text) => text.toLowerCase().includes(needle))) return { kind: 'service' };
  const hit = attributesOf(span, details).find((attribute) => attributeText(attribute).toLowerCase().includes(needle));
  return hit === undefined ? undefined : { kind: 'attribute', key: hit.key };
}

/** The match to go to: the next after `from` or the one before it, round the ends. */
export function stepMatch(matches: readonly number[], from: number, direction: 1 | -1): number | undefined {
  const next = direction === 1 ? matches.find((index) => index > from) : matches.findLast((index) => index < from);
  return next ?? (direction === 1 ? matches[0] : matches.at(-1));
}

function haystack(span: ViewSpan, details: SpanDetails | undefined, cache: FindCache): string {
  const known = cache.get(span);
  if (known !== undefined) return known;
  // A line break between the parts: no text that is typed into one line matches across two of them.
  const text = [span.name, ...serviceTexts(span), ...attributesOf(span, details).map(attributeText)]
    .join('\n')
    .toLowerCase();
  cache.set(span, text);
  return text;
}

function serviceTexts(span: ViewSpan): readonly string[] {
  return [span.service.name, span.service.namespace, span.peer?.name ?? ''];
}

/** Of the span, its resource, its events, and its status and ids, which people paste. */
function attributesOf(span: ViewSpan, details: SpanDetails | undefined): readonly ApiAttribute[] {
  const api = details?.get(span.key);
  return [
    ...(api?.attributes ?? span.attributes),
    { key: 'status.message', type: 'string', text: api?.status.message ?? '' },
    { key: 'span.id', type: 'string', text: span.spanId },
    ...(api?.events ?? []).flatMap((event) => [
      { key: 'event.name', type: 'string' as const, text: event.name },
      ...event.attributes,
    ]),
    ...span.resource.attributes,
  ];
}

/** As conditions are written, so that a pasted `key=value` is found. */
function attributeText(attribute: ApiAttribute): string {
  return `${attribute.key}=${attribute.text}`;
}
