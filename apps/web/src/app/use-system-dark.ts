// Whether the system asks for a dark theme, followed as it changes.
import { useSyncExternalStore } from 'react';

const QUERY = '(prefers-color-scheme: dark)';

export function useSystemDark(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches);
}

function subscribe(onChange: () => void): () => void {
  const list = window.matchMedia(QUERY);
  list.addEventListener('change', onChange);
  return () => list.removeEventListener('change', onChange);
}
