// The searches that were saved under a name, for everything below: remembered in localStorage, in step with other tabs.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import {
  readSavedSearches,
  SAVED_SEARCHES_KEY,
  type SavedSearches,
  updateSavedSearches,
} from '../lib/saved-searches.ts';

interface SavedSearchesAccess {
  readonly saved: SavedSearches;
  readonly change: (change: (before: SavedSearches) => SavedSearches) => void;
}

const SavedSearchesContext = createContext<SavedSearchesAccess | undefined>(undefined);

export function SavedSearchesProvider({
  storage,
  children,
}: {
  readonly storage: Storage;
  readonly children: ReactNode;
}) {
  const [saved, setSaved] = useState(() => readSavedSearches(storage));
  const change = useCallback<SavedSearchesAccess['change']>(
    (update) => setSaved(updateSavedSearches(storage, update)),
    [storage],
  );
  useEffect(() => {
    const onStorage = ({ key }: StorageEvent): void => {
      // Without a key, everything was cleared.
      if (key === SAVED_SEARCHES_KEY || key === null) setSaved(readSavedSearches(storage));
    };
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  }, [storage]);
  const access = useMemo(() => ({ saved, change }), [saved, change]);
  return <SavedSearchesContext value={access}>{children}</SavedSearchesContext>;
}

export function useSavedSearches(): SavedSearchesAccess {
  const access = useContext(SavedSearchesContext);
  if (access === undefined) throw new Error('useSavedSearches needs a SavedSearchesProvider above it');
  return access;
}
