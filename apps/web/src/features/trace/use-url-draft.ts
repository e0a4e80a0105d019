// A text of the URL that changes faster than a URL may: it is drawn at once and written when it has come to rest.
import { useCallback, useEffect, useRef, useState } from 'react';

const REST_MS = 200;

/** `commit` writes the URL; going back and forth in the history wins over a draft that is at rest. */
export function useUrlDraft(
  text: string | undefined,
  commit: (text: string | undefined) => void,
): readonly [string | undefined, (text: string | undefined) => void] {
  const [draft, setDraft] = useState<{ readonly text: string | undefined }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (timer.current === undefined) setDraft(undefined);
  }, [text]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = useCallback(
    (next: string | undefined) => {
      setDraft({ text: next });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        timer.current = undefined;
        commit(next);
      }, REST_MS);
    },
    [commit],
  );
  return [draft === undefined ? text : draft.text, set];
}
