// The title of the document, so that tabs and the history can be told apart.
import { useEffect } from 'react';

/** As long as it is on screen the document is called `title · Spanloom`. */
export function PageTitle({ title }: { readonly title: string }) {
  useEffect(() => {
    const before = document.title;
    document.title = `${title} · Spanloom`;
    return () => {
      document.title = before;
    };
  }, [title]);
  return undefined;
}
