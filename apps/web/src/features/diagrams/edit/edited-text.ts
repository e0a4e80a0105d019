// A text that somebody edits by hand: kept until the tab is closed, in the browser alone.
import { useState } from 'react';

const PREFIX = 'spanloom.edited.';

/** `name`: of which diagram. Undefined: nobody edits it. */
export function useEditedText(name: string): readonly [string | undefined, (text: string | undefined) => void] {
  const [edited, setEdited] = useState(() => ({ name, text: readEdited(name) }));
  const current = edited.name === name ? edited : { name, text: readEdited(name) };
  if (current !== edited) setEdited(current);
  return [
    current.text,
    (text) => {
      keepEdited(name, text);
      setEdited({ name, text });
    },
  ];
}

function readEdited(name: string): string | undefined {
  try {
    return sessionStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    // A browser that blocks its storage: the text then lives as long as the page.
    return undefined;
  }
}

function keepEdited(name: string, text: string | undefined): void {
  try {
    if (text === undefined) sessionStorage.removeItem(PREFIX + name);
    else sessionStorage.setItem(PREFIX + name, text);
  } catch {
    // As above, and when it is full.
  }
}
