// What was looked at lately, for everything below: remembered in localStorage.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { forgetSearches, type Recent, type RecentItem, readRecent, rememberRecent } from '../lib/recent.ts';

interface RecentAccess {
  readonly recent: Recent;
  readonly remember: (item: RecentItem) => void;
  readonly forgetSearches: () => void;
}

const RecentContext = createContext<RecentAccess | undefined>(undefined);

export function RecentProvider({ storage, children }: { readonly storage: Storage; readonly children: ReactNode }) {
  const [recent, setRecent] = useState(() => readRecent(storage));
  const remember = useCallback((item: RecentItem) => setRecent(rememberRecent(storage, item)), [storage]);
  const forget = useCallback(() => setRecent(forgetSearches(storage)), [storage]);
  const access = useMemo(() => ({ recent, remember, forgetSearches: forget }), [recent, remember, forget]);
  return <RecentContext value={access}>{children}</RecentContext>;
}

export function useRecent(): RecentAccess {
  const access = useContext(RecentContext);
  if (access === undefined) throw new Error('useRecent needs a RecentProvider above it');
  return access;
}
