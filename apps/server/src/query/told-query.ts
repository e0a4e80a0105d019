// What a diagram or a table says of the search that it was made from.
import type { FilterParameters } from '@spanloom/api-schema';
import { ALL_TRACES, searchText, UNTOLD_SEARCH } from '@spanloom/diagrams';

/** A filter names what it asks for. */
export function toldQuery(
  parameters: FilterParameters,
  redaction: { readonly services: boolean; readonly labels: boolean },
): string {
  const query = searchText(parameters);
  const tells = query !== ALL_TRACES && (redaction.services || redaction.labels);
  return tells ? UNTOLD_SEARCH : query;
}
