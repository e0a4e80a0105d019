// The call graph of a trace as Mermaid text, in the portable dialect. https://mermaid.js.org/syntax/flowchart.html
import { classDefinitions, type DiagramClass, failingLinks } from '../classes.ts';
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
  const failing = edges.flatMap(({ failed }, position) => (failed > 0 ? [position] : []));
  return `${[
    'flowchart LR',
    `%% source: trace ${mermaidLabel(traceId, 64)}, ${isoTime(model.start)} to ${isoTime(model.end)}, ${counted(spans, 'span')}, ${counted(calls, 'call')}: ${calls - hidden} drawn, ${hidden} hidden, ${hiddenWithErrors} of them failed`,
    'accTitle: Calls of a trace',
    `accDescr: ${counted(nodes.length, 'node')}, ${counted(edges.length, 'edge')}, of them with errors: ${failing.length}.`,
    ...nodes.map(nodeLine),
    ...edges.map(edgeLine),
    ...classDefinitions(theme, used),
    ...[...used].sort().map((name) => `class ${keysOf(nodes, name)} ${name}`),
    ...failingLinks(theme, failing),
  ].join('\n')}\n`;
}

function nodeLine({ key, kind, label }: CallGraphNode): string {
  const [open, close] = SHAPES[kind];
  return `${key}${open}"${mermaidLabel(label, 120)}"${close}`;
}

/** Thick where the trace waited. */
function edgeLine({ from, to, async, critical, label }: CallGraphEdge): string {
  const arrow = async ? '-.->' : critical ? '==>' : '-->';
  return `${from.key} ${arrow}|"${mermaidLabel(label, 120)}"| ${to.key}`;
}

/** Databases and queues have a shape of their own; hosts and callers are guessed from the other side. */
function classOf({ kind, failing }: CallGraphNode): DiagramClass {
  if (failing) return 'bad';
  return kind === 'external' || kind === 'caller' ? 'ghost' : 'ok';
}

function keysOf(nodes: readonly CallGraphNode[], name: DiagramClass): string {
  return nodes
    .filter((node) => classOf(node) === name)
    .map(({ key }) => key)
    .join(',');
}
