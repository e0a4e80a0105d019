// A value that keeps its identity as long as its key stays the same, whatever is computed anew on the way.
import { useState } from 'react';

export function useKept<T>(value: T, key: string): T {
  const [kept, setKept] = useState({ value, key });
  if (kept.key === key) return kept.value;
  setKept({ value, key });
  return value;
}
