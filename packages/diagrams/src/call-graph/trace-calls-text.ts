// The call graph of a trace as Mermaid text, in the portable dialect. https://mermaid.js.org/syntax/flowchart.html
import { classDefinitions, type DiagramClass, tonedLinks } from '../classes.ts';
import { LINE_TONES } from '../map-changes.ts';
import { mermaidLabel } from '../mermaid-label.ts';
import type { DiagramTheme } from '../tokens.ts';
import { counted, isoTime } from '../words.ts';
import type { CallGraphEdge, CallGraphNode, TraceCalls } from './trace-calls.ts';

const SHAPES: Readonly<Record<CallGraphNode['kind'], readonly [string, string]>> = {
  service: ['[', ']'],
  database: ['[(', ')]'],
  queue: ['[/', '/]'],
  external: ['[', ']'],
  user: ['([', '])'],
  caller: ['([', '])'],
};

/** The text that is drawn and copied. `traceId` goes into its comment. */
export function callGraphText(model: TraceCalls, traceId: string, theme: DiagramTheme): string {
  const { nodes, edges, calls, hidden, hiddenWithErrors, spans } = model;
  const used = new Set(nodes.map(classOf));
  const failing = edges.filter(({ failed }) => failed > 0);
  const against = model.against === undefined ? '' : ` against trace ${mermaidLabel(model.against, 64)}`;
  return `${[
    'flowchart LR',
    `%% source: trace ${mermaidLabel(traceId, 64)}${against}, ${isoTime(model.start)} to ${isoTime(model.end)}, ${counted(spans, 'span')}, ${counted(calls, 'call')}: ${calls - hidden} drawn, ${hidden} hidden, ${hiddenWithErrors} of them failed`,
    'accTitle: Calls of a trace',
    `accDescr: ${counted(nodes.length, 'node')}, ${counted(edges.length, 'edge')}, of them with errors: ${failing.length}.${described(model)}`,
    ...nodes.map(nodeLine),
    ...edges.map(edgeLine),
    ...classDefinitions(theme, used),
    ...[...used].sort().map((name) => `class ${keysOf(nodes, name)} ${name}`),
    ...LINE_TONES.flatMap((tone) =>
      tonedLinks(
        theme,
        tone,
        edges.flatMap((edge, position) => (edge.tone === tone ? [position] : [])),
      ),
    ),
  ].join('\n')}\n`;
}

const CHANGES = { added: 'new', removed: 'gone' } as const;

/** Names and operations in lines of their own: of long calls the picture would be as wide again. */
function nodeLine({ key, kind, lines, change }: CallGraphNode): string {
  const [open, close] = SHAPES[kind];
  const told = [...lines.map((line) => mermaidLabel(line)), ...(change === undefined ? [] : [CHANGES[change]])];
  return `${key}${open}"${told.join('<br/>')}"${close}`;
}

function described({ against, nodes, edges }: TraceCalls): string {
  if (against === undefined) return '';
  const is = (change: CallGraphNode['change']): number => nodes.filter((node) => node.change === change).length;
  const drawn = (tone: CallGraphEdge['tone']): number => edges.filter((edge) => edge.tone === tone).length;
  return ` Against the other trace: nodes new ${is('added')}, gone ${is('removed')}; edges gone ${drawn('gone')}, slower ${drawn('more')}.`;
}

/** Thick where the trace waited. */
function edgeLine({ from, to, async, critical, label }: CallGraphEdge): string {
  const arrow = async ? '-.->' : critical ? '==>' : '-->';
  const [first = '', ...rest] = label.split(' · ');
  const lines = [first, ...(rest.length === 0 ? [] : [rest.join(' · ')])];
  return `${from.key} ${arrow}|"${lines.map((line) => mermaidLabel(line)).join('<br/>')}"| ${to.key}`;
}

/** Databases and queues have a shape of their own; hosts and callers are guessed from the other side. */
function classOf({ kind, failing, change }: CallGraphNode): DiagramClass {
  if (change === 'removed') return 'gone';
  if (failing) return 'bad';
  if (kind === 'external' || kind === 'caller') return 'ghost';
  return change === 'added' ? 'added' : 'ok';
}

function keysOf(nodes: readonly CallGraphNode[], name: DiagramClass): string {
  return nodes
    .filter((node) => classOf(node) === name)
    .map(({ key }) => key)
    .join(',');
}
