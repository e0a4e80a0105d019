// What can be done on the page on screen: pages offer it, the command palette lists it.
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';

export interface PageAction {
  readonly label: string;
  /** Also found by these words. */
  readonly alias?: string;
  /** As in a KeyHint. */
  readonly keys?: readonly string[];
  readonly run: () => void;
}

type Offer = () => readonly PageAction[];

interface PageActionsAccess {
  /** Returns how to take the offer back. */
  readonly offer: (offer: Offer) => () => void;
  /** What all parts of the page offer now. */
  readonly list: () => readonly PageAction[];
}

const PageActionsContext = createContext<PageActionsAccess | undefined>(undefined);

export function PageActionsProvider({ children }: { readonly children: ReactNode }) {
  const offers = useRef(new Set<Offer>());
  const access = useMemo(
    () => ({
      offer: (offer: Offer) => {
        offers.current.add(offer);
        return () => void offers.current.delete(offer);
      },
      list: () => [...offers.current].flatMap((offer) => offer()),
    }),
    [],
  );
  return <PageActionsContext value={access}>{children}</PageActionsContext>;
}

/** Offers actions as long as the component is mounted. They are asked for when the palette opens: no need to memoise them. */
export function usePageActions(actions: readonly PageAction[]): void {
  const { offer } = useAccess();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => offer(() => latest.current), [offer]);
}

/** For the palette. */
export function useListPageActions(): () => readonly PageAction[] {
  return useAccess().list;
}

function useAccess(): PageActionsAccess {
  const access = useContext(PageActionsContext);
  if (access === undefined) throw new Error('page actions need a PageActionsProvider above them');
  return access;
}
