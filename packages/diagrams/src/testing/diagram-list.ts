// The list of docs/diagrams.md, read: for the test that holds it against the code, and for what makes its pictures.

export interface ListedDiagram {
  /** As in its source: M1, A10. */
  readonly no: string;
  readonly state: (typeof STATES)[number];
  /** Of what is live. */
  readonly kind: string;
  /** Where its picture lies, from the folder of the list. */
  readonly picture: string;
  /** Address of the page that the picture is taken from, on a server at its usual port; '' for none. */
  readonly page: string;
  /** Parameters of a search: which traces it is drawn from. */
  readonly filter: string;
  /** What must be in its text. */
  readonly shows: string;
  readonly words: string;
}

const STATES = ['live now', 'waits for', 'gallery'] as const;
const KIND = /^\[`([\w-]+)`\]\(([\w./-]+)\)$/;

export function listedDiagrams(markdown: string): ListedDiagram[] {
  return markdown.split('\n').flatMap((line): ListedDiagram[] => {
    const [, no = '', title = '', stateCell, kindCell = '', from = ''] = line.split('|').map((cell) => cell.trim());
    const state = STATES.find((one) => one === stateCell);
    if (state === undefined) return [];
    const [, kind = '', picture = ''] = KIND.exec(kindCell) ?? [];
    return [
      {
        no,
        state,
        kind,
        picture,
        page: /\]\((http:[^)]+)\)/.exec(from)?.[1] ?? '',
        filter: /traces of `([^`]+)`/.exec(from)?.[1] ?? '',
        shows: /with `([^`]+)`/.exec(from)?.[1] ?? '',
        words: `${title} ${from}`,
      },
    ];
  });
}
