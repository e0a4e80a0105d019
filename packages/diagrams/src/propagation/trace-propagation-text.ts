// A propagation check as Mermaid text, in the portable dialect. https://mermaid.js.org/syntax/flowchart.html
import { classDefinitions, type DiagramClass, failingLinks } from '../classes.ts';
import { mermaidLabel } from '../mermaid-label.ts';
import type { DiagramTheme } from '../tokens.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted, isoTime } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';
import type { PropagationHop, PropagationNode, TracePropagation } from './trace-propagation.ts';

const SHAPES: Readonly<Record<PropagationNode['kind'], readonly [string, string]>> = {
  service: ['[', ']'],
  host: ['[', ']'],
  missing: ['([', '])'],
};

/** The text that is drawn and copied. `traceId` goes into its comment. */
export function propagationText(model: TracePropagation, traceId: string, theme: DiagramTheme): string {
  const { nodes, hops, total, suspected, hidden, unchecked, spans, language } = model;
  const [words, nouns, common] = [TRACE_WORDS[language].propagation, NOUNS[language], COMMON_WORDS[language]];
  const drawn = [common.drawn(total - hidden), common.hidden(hidden), words.unchecked(unchecked)];
  const source = [
    common.ofTrace(mermaidLabel(traceId, 64)),
    common.window(isoTime(model.start), isoTime(model.end)),
    counted(spans, nouns.spans),
    common.drawnOf(counted(total, nouns.hops), common.list(drawn)),
  ];
  const used = new Set(nodes.map(classOf));
  return `${[
    'flowchart TB',
    common.source(common.list(source)),
    `accTitle: ${words.title}`,
    `accDescr: ${common.sentence(common.list([counted(nodes.length, nouns.nodes), counted(total, nouns.hops), words.suspected(suspected)]))}`,
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

function hopLine({ from, to, async, label, header }: PropagationHop): string {
  const lines = [...header, label].map((line) => mermaidLabel(line, 120));
  return `${from.key} ${async ? '-.->' : '-->'}|"${lines.join('<br/>')}"| ${to.key}`;
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
