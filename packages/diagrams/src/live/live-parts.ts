// The parts of a live diagram, told the same for every type: what Mermaid drew for each, where it leads, and the texts in it
// that change.
import type { BlockDiagram, ExchangeDiagram, LiveBlock, LiveDiagram, PartTarget } from '@spanloom/api-schema';
import type { DiagramPart } from '../diagram-part.ts';
import { paddingAtEnds, trimPadding } from '../fixed-width.ts';
import { visibleLabel } from '../mermaid-label.ts';
import { visiblePadded } from '../padded-label.ts';
import { liveKeys } from './live-keys.ts';

export interface LivePart extends Pick<DiagramPart, 'mark' | 'key' | 'failed'> {
  /** What it is called: a name, or both ends and what is said between them. */
  readonly title: string;
  /** The numbers in it, without padding. */
  readonly values: readonly string[];
  /** The texts of the picture: the name, then the values, each in a line of its own or all in one. */
  readonly lines: readonly string[];
  /** The first line is a name, or begins with one. */
  readonly named: boolean;
  readonly leads: PartTarget | undefined;
  /** Of a block or a participant: its border and its ground. */
  readonly state?: LiveBlock['state'];
}

const MAX_LINE = 120;

/** In the order of the text. */
export function liveParts(diagram: LiveDiagram): LivePart[] {
  return diagram.type === 'sequence' ? exchangeParts(diagram) : blockParts(diagram);
}

/** Beside states: by the key of the state, their lines as the picture has them. */
export function liveNotes(
  diagram: LiveDiagram,
): readonly { readonly key: string; readonly lines: readonly string[] }[] {
  if (diagram.type !== 'states') return [];
  const keys = liveKeys(diagram);
  return diagram.notes.map(({ beside, lines }) => ({
    key: keys.get(beside),
    lines: lines.map((line) => visibleLabel(line, MAX_LINE)),
  }));
}

function exchangeParts(diagram: ExchangeDiagram): LivePart[] {
  const keys = liveKeys(diagram);
  const names = namesOf(diagram.parties);
  const places = { message: 0, note: 0 };
  return [
    ...diagram.parties.map(
      ({ id, name, leads, ghost }): LivePart => ({
        ...texts([name], [], 'unpadded'),
        mark: 'participant',
        key: keys.get(id),
        title: name,
        failed: false,
        leads,
        state: ghost ? 'ghost' : 'ok',
      }),
    ),
    ...diagram.steps.flatMap((step): LivePart[] => {
      if (step.kind !== 'message' && step.kind !== 'note') return [];
      const { kind, label, values, failing, leads } = step;
      const title = kind === 'note' ? label : `${names(step.from)} → ${names(step.to)}: ${label}`;
      return [
        {
          ...texts(said(label), values, 'unpadded'),
          mark: kind,
          key: String(places[kind]++),
          title,
          failed: failing,
          leads,
        },
      ];
    }),
  ];
}

function blockParts(diagram: BlockDiagram): LivePart[] {
  const keys = liveKeys(diagram);
  const names = namesOf(diagram.blocks);
  const end = (id: string): string => (id === '' ? '[*]' : keys.get(id));
  const isFlowchart = diagram.type === 'flowchart';
  const lines = isFlowchart ? 'apart' : 'joined';
  return [
    ...diagram.blocks.map(
      ({ id, name, values, state, leads }): LivePart => ({
        ...texts([name], values, lines),
        mark: isFlowchart ? 'node' : 'state',
        key: keys.get(id),
        title: name,
        failed: state === 'bad' || state === 'root',
        leads,
        state,
      }),
    ),
    ...diagram.flows.map(
      ({ from, to, label, values, failing, leads }): LivePart => ({
        ...texts(said(label), values, 'apart'),
        mark: isFlowchart ? 'edge' : 'transition',
        key: `${end(from)} ${end(to)}`,
        title: `${names(from)} → ${names(to)}${label === '' ? '' : `: ${label}`}`,
        failed: failing,
        leads,
      }),
    ),
  ];
}

/** '' stands for the beginning and the end of states. */
export function namesOf(parts: readonly { readonly id: string; readonly name: string }[]): (id: string) => string {
  const names = new Map(parts.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? '●';
}

/** A way without a label is no way without a name. */
function said(label: string): string[] {
  return label === '' ? [] : [label];
}

/** `unpadded`: in one line that nothing boxes in. */
function texts(
  names: readonly string[],
  values: readonly string[],
  how: 'apart' | 'joined' | 'unpadded',
): Pick<LivePart, 'values' | 'lines' | 'named'> {
  const told = { values: values.map(trimPadding), named: names.length > 0 };
  if (how === 'apart') {
    const lines = values.map((value) => visiblePadded(paddingAtEnds([value]), [], MAX_LINE));
    return { ...told, lines: [...names.map((name) => visibleLabel(name, MAX_LINE)), ...lines] };
  }
  const { left, texts, right } = paddingAtEnds(values);
  const line = how === 'joined' ? { left, texts, right } : { left: '', texts, right: '' };
  return { ...told, lines: names.length + values.length === 0 ? [] : [visiblePadded(line, names, MAX_LINE)] };
}
