// What a diagram or a table says of the search that it was made from.
import type { FilterParameters } from '@spanloom/api-schema';
import { searchText } from '@spanloom/diagrams';

/** A filter names what it asks for. */
export function toldQuery(
  parameters: FilterParameters,
  redaction: { readonly services: boolean; readonly labels: boolean },
): string {
  const query = searchText(parameters);
  const tells = query !== searchText({}) && (redaction.services || redaction.labels);
  return tells ? 'some traces, by a filter that is not told' : query;
}
