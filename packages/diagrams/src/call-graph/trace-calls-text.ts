// The call graph of a trace as Mermaid text, in the portable dialect. https://mermaid.js.org/syntax/flowchart.html
import { classDefinitions, type DiagramClass, tonedLinks } from '../classes.ts';
import { LINE_TONES } from '../map-changes.ts';
import { mermaidLabel } from '../mermaid-label.ts';
import type { DiagramTheme } from '../tokens.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted, isoTime } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';
import type { CallGraphEdge, CallGraphNode, TraceCalls } from './trace-calls.ts';

const SHAPES: Readonly<Record<CallGraphNode['kind'], readonly [string, string]>> = {
  service: ['[', ']'],
  database: ['[(', ')]'],
  queue: ['[/', '/]'],
  external: ['[', ']'],
  user: ['([', '])'],
  caller: ['([', '])'],
  elsewhere: ['([', '])'],
};

/** The text that is drawn and copied. `traceId` goes into its comment. */
export function callGraphText(model: TraceCalls, traceId: string, theme: DiagramTheme): string {
  const { nodes, edges, language } = model;
  const [words, nouns, common] = [TRACE_WORDS[language].calls, NOUNS[language], COMMON_WORDS[language]];
  const used = new Set(nodes.map(classOf));
  const failing = edges.filter(({ failed }) => failed > 0);
  const counts = [
    counted(nodes.length, nouns.nodes),
    counted(edges.length, nouns.edges),
    words.withErrors(failing.length),
  ];
  return `${[
    'flowchart LR',
    sourceOf(model, traceId),
    `accTitle: ${words.title}`,
    `accDescr: ${common.sentences([common.sentence(common.list(counts)), ...described(model)])}`,
    ...nodes.map((node) => nodeLine(node, common)),
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

function sourceOf(model: TraceCalls, traceId: string): string {
  const { calls, hidden, hiddenWithErrors, spans, start, end, against, language } = model;
  const [nouns, common] = [NOUNS[language], COMMON_WORDS[language]];
  const drawn = [common.drawn(calls - hidden), common.hidden(hidden), common.hiddenFailed(hiddenWithErrors)];
  const trace = common.ofTrace(mermaidLabel(traceId, 64));
  const other = against === undefined ? undefined : common.ofTrace(mermaidLabel(against, 64));
  return common.source(
    common.list([
      other === undefined ? trace : TRACE_WORDS[language].calls.against(trace, other),
      common.window(isoTime(start), isoTime(end)),
      counted(spans, nouns.spans),
      common.drawnOf(counted(calls, nouns.calls), common.list(drawn)),
    ]),
  );
}

/** Names and operations in lines of their own: of long calls the picture would be as wide again. */
function nodeLine(
  { key, kind, lines, change }: CallGraphNode,
  { added, gone }: { readonly added: string; readonly gone: string },
): string {
  const [open, close] = SHAPES[kind];
  const told = [
    ...lines.map((line) => mermaidLabel(line)),
    ...(change === undefined ? [] : [change === 'added' ? added : gone]),
  ];
  return `${key}${open}"${told.join('<br/>')}"${close}`;
}

function described({ against, nodes, edges, language }: TraceCalls): string[] {
  if (against === undefined) return [];
  const is = (change: CallGraphNode['change']): number => nodes.filter((node) => node.change === change).length;
  const drawn = (tone: CallGraphEdge['tone']): number => edges.filter((edge) => edge.tone === tone).length;
  return [TRACE_WORDS[language].calls.compared(is('added'), is('removed'), drawn('gone'), drawn('more'))];
}

/** Thick where the trace waited. */
function edgeLine({ from, to, async, critical, label }: CallGraphEdge): string {
  const arrow = async ? '-.->' : critical ? '==>' : '-->';
  const [first = '', ...rest] = label.split(' · ');
  const lines = [first, ...(rest.length === 0 ? [] : [rest.join(' · ')])];
  return `${from.key} ${arrow}|"${lines.map((line) => mermaidLabel(line)).join('<br/>')}"| ${to.key}`;
}

/** Databases and queues have a shape of their own; hosts, callers and senders elsewhere are guessed from the other side. */
function classOf({ kind, failing, change }: CallGraphNode): DiagramClass {
  if (change === 'removed') return 'gone';
  if (failing) return 'bad';
  if (kind === 'external' || kind === 'caller' || kind === 'elsewhere') return 'ghost';
  return change === 'added' ? 'added' : 'ok';
}

function keysOf(nodes: readonly CallGraphNode[], name: DiagramClass): string {
  return nodes
    .filter((node) => classOf(node) === name)
    .map(({ key }) => key)
    .join(',');
}
