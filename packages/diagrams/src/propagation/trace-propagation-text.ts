// A propagation check as Mermaid text, in the portable dialect. https://mermaid.js.org/syntax/flowchart.html
import { classDefinitions, type DiagramClass, failingLinks } from '../classes.ts';
import { mermaidLabel } from '../mermaid-label.ts';
import type { DiagramTheme } from '../tokens.ts';
import { counted, isoTime } from '../words.ts';
import type { PropagationHop, PropagationNode, TracePropagation } from './trace-propagation.ts';

const SHAPES: Readonly<Record<PropagationNode['kind'], readonly [string, string]>> = {
  service: ['[', ']'],
  host: ['[', ']'],
  missing: ['([', '])'],
};

/** The text that is drawn and copied. `traceId` goes into its comment. */
export function propagationText(model: TracePropagation, traceId: string, theme: DiagramTheme): string {
  const { nodes, hops, total, suspected, hidden, unchecked, spans } = model;
  const used = new Set(nodes.map(classOf));
  return `${[
    'flowchart TB',
    `%% source: trace ${mermaidLabel(traceId, 64)}, ${isoTime(model.start)} to ${isoTime(model.end)}, ${counted(spans, 'span')}, ${counted(total, 'hop')}: ${total - hidden} drawn, ${hidden} hidden, calls to databases and queues not checked: ${unchecked}`,
    'accTitle: Propagation of the trace context',
    `accDescr: ${counted(nodes.length, 'node')}, ${counted(total, 'hop')}, of them suspected to have lost the context: ${suspected}.`,
    ...nodes.map(nodeLine),
    ...hops.map(hopLine),
    ...classDefinitions(theme, used),
    ...[...used].sort().map((name) => `class ${keysOf(nodes, name)} ${name}`),
    ...failingLinks(
      theme,
      hops.flatMap(({ state }, position) => (state === 'lost' ? [position] : [])),
    ),
  ].join('\n')}\n`;
}

function nodeLine({ key, kind, label }: PropagationNode): string {
  const [open, close] = SHAPES[kind];
  return `${key}${open}"${mermaidLabel(label, 120)}"${close}`;
}

function hopLine({ from, to, async, label }: PropagationHop): string {
  return `${from.key} ${async ? '-.->' : '-->'}|"${mermaidLabel(label, 120)}"| ${to.key}`;
}

function classOf({ kind, suspected }: PropagationNode): DiagramClass {
  return suspected ? 'bad' : kind === 'service' ? 'ok' : 'ghost';
}

function keysOf(nodes: readonly PropagationNode[], name: DiagramClass): string {
  return nodes
    .filter((node) => classOf(node) === name)
    .map(({ key }) => key)
    .join(',');
}
