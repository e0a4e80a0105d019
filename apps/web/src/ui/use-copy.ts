// Copying that says in place, for two seconds, whether it worked.
import { useEffect, useState } from 'react';
import { copyText } from './copy-text.ts';

const SHOWN_MS = 2000;

export type CopyResult = 'copied' | 'failed';

/** `result`: what became of the last copy; undefined again after a while. */
export function useCopy(): { readonly result: CopyResult | undefined; readonly copy: (text: string) => Promise<void> } {
  const [result, setResult] = useState<CopyResult>();
  useEffect(() => {
    if (result === undefined) return undefined;
    const timer = setTimeout(() => setResult(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [result]);
  return { result, copy: async (text) => setResult((await copyText(text)) ? 'copied' : 'failed') };
}
