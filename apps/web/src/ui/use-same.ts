// An object that stays the same as long as each of its fields does.
import { useState } from 'react';

export function useSame<T extends object>(value: T): T {
  const [kept, setKept] = useState(value);
  if (isSame(kept, value)) return kept;
  setKept(value);
  return value;
}

/** Both have the same keys: they come from the same place. */
function isSame<T extends object>(one: T, other: T): boolean {
  return (Object.keys(one) as (keyof T)[]).every((key) => Object.is(one[key], other[key]));
}
