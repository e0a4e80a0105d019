// The ways of a reference diagram, for its table: read from its text, which has one in a line.

export interface ReferenceWay {
  readonly from: string;
  readonly to: string;
  /** '' for none. */
  readonly label: string;
}

const FLOWCHART_WAY = /^(\w+)\S* (?:-->|-\.->)(?:\|"([^"]+)"\|)? (\w+)/;
const STATE_WAY = /^(\S+) --> (\S+) : (.+)$|^(\S+) --> (\S+)$/;
const NAMES = [/(\w+)\s?[[({/]+"([^"]+)"/g, /^(\w+) : (.+)$/gm];

export function waysOf(text: string): ReferenceWay[] {
  const names = new Map(
    NAMES.flatMap((pattern) => [...text.matchAll(pattern)].map(([, id = '', name = '']) => [id, oneLine(name)])),
  );
  const nameOf = (id: string): string => names.get(id) ?? '●';
  return text.split('\n').flatMap((line): ReferenceWay[] => {
    const way = text.startsWith('flowchart') ? flowchartWay(line) : stateWay(line);
    return way === undefined ? [] : [{ from: nameOf(way.from), to: nameOf(way.to), label: way.label }];
  });
}

function flowchartWay(line: string): ReferenceWay | undefined {
  const [, from, label = '', to] = FLOWCHART_WAY.exec(line.replace(/"[^"]*"(?=[\])}])/, '')) ?? [];
  return from === undefined || to === undefined ? undefined : { from, to, label };
}

function stateWay(line: string): ReferenceWay | undefined {
  const [, from, to, label = '', plainFrom, plainTo] = STATE_WAY.exec(line) ?? [];
  const ends = { from: from ?? plainFrom, to: to ?? plainTo };
  return ends.from === undefined || ends.to === undefined ? undefined : { from: ends.from, to: ends.to, label };
}

function oneLine(name: string): string {
  return name.replaceAll('<br/>', ' · ');
}
