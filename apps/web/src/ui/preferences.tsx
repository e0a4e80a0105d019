// Theme, language, widths, columns and the like for everything below, remembered in localStorage.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { type Preferences, readPreferences, updatePreferences } from '../lib/preferences.ts';

interface PreferencesAccess {
  readonly preferences: Preferences;
  readonly change: (change: Partial<Omit<Preferences, 'version'>>) => void;
}

const PreferencesContext = createContext<PreferencesAccess | undefined>(undefined);

export function PreferencesProvider({
  storage,
  children,
}: {
  readonly storage: Storage;
  readonly children: ReactNode;
}) {
  const [preferences, setPreferences] = useState(() => readPreferences(storage));
  const change = useCallback<PreferencesAccess['change']>(
    (update) => setPreferences(updatePreferences(storage, update)),
    [storage],
  );
  const access = useMemo(() => ({ preferences, change }), [preferences, change]);
  return <PreferencesContext value={access}>{children}</PreferencesContext>;
}

export function usePreferences(): PreferencesAccess {
  const access = useContext(PreferencesContext);
  if (access === undefined) throw new Error('usePreferences needs a PreferencesProvider above it');
  return access;
}
