// A diagram as a thumbnail draws it: what stands at the arrows of a flowchart would be too small to read, and makes it wide.

const LABEL_OF_ARROW = /^(\w+ (?:-->|-\.->|==>))\|"[^"]*"\| /gm;

/** `text` is one of our own: its labels have no quotes in them. */
export function compactText(text: string): string {
  return text.startsWith('flowchart') ? text.replaceAll(LABEL_OF_ARROW, '$1 ') : text;
}
