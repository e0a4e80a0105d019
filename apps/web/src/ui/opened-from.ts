// The way back from a trace: whoever opens one leaves its own address in the history entry.
import { useLocation } from '@tanstack/react-router';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Address of the list or picture from which this page was opened. */
    readonly openedFrom?: string;
  }
}

/** Address of the page that opened this one; undefined when it was opened by its own link. */
export function useOpenedFrom(): string | undefined {
  return useLocation({ select: (location) => location.state.openedFrom });
}
