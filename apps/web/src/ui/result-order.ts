// The order of the results that a trace was opened from, so that it leads to the one before and the one after. It travels
// in the history entry: a link that is shared carries none.
import { useLocation } from '@tanstack/react-router';

/** What was read of a list of results when one of them was opened. */
export interface ResultOrder {
  readonly traceIds: readonly string[];
  /** Traces that match; undefined while they are still counted. */
  readonly total: number | undefined;
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    readonly results?: ResultOrder;
  }
}

export interface PlaceInResults {
  readonly order: ResultOrder;
  /** From 1. */
  readonly place: number;
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

/** Where a trace stands in the results it was opened from; undefined when it was opened by its own link. */
export function usePlaceInResults(traceId: string): PlaceInResults | undefined {
  const order = useLocation({ select: (location) => location.state.results });
  return order === undefined ? undefined : placeIn(order, traceId);
}

export function placeIn(order: ResultOrder, traceId: string): PlaceInResults | undefined {
  const index = order.traceIds.indexOf(traceId);
  if (index < 0) return undefined;
  return { order, place: index + 1, previous: order.traceIds[index - 1], next: order.traceIds[index + 1] };
}

/** The address of the list with another of its rows in focus: `focus` is the list's own parameter. */
export function withFocusOn(href: string, traceId: string): string {
  const [path = '', query = ''] = href.split('?');
  const parameters = new URLSearchParams(query);
  if (!parameters.has('focus')) return href;
  parameters.set('focus', traceId);
  return `${path}?${parameters}`;
}
