// A live diagram of a part of a time in the places of that of all of it: whichever part is shown, nothing moves. Pure.
import type { BlockDiagram, LiveBlock, LiveDiagram, LiveFlow } from '@spanloom/api-schema';

export interface PartInPlace {
  readonly diagram: LiveDiagram;
  /** That of all of the time, whose numbers the places follow from: no two numbers are just as wide. */
  readonly layout: LiveDiagram;
  /** What the part has nothing of: places in `liveParts` of the diagram. */
  readonly absent: ReadonlySet<number>;
}

/**
 * `part` undefined: it has nothing at all. What only the part has, where all of it has more than is shown, is left out. A
 * sequence has no places: it is shown as the part has it.
 */
export function partInPlace(whole: LiveDiagram, part: LiveDiagram | undefined): PartInPlace {
  if (whole.type === 'sequence' || part?.type === 'sequence') {
    const diagram = part ?? whole;
    return { diagram, layout: diagram, absent: new Set() };
  }
  const ownBlocks = new Map(part?.blocks.map((block) => [block.id, block]));
  const ownFlows = flowsByEnds(part?.flows ?? []);
  const absent = new Set<number>();
  const blocks = whole.blocks.map((block, place) => {
    const own = ownBlocks.get(block.id);
    if (own === undefined) absent.add(place);
    return own === undefined ? idleBlock(block) : placedBlock(block, own);
  });
  const flows = whole.flows.map((flow, place) => {
    const own = ownFlows(flow);
    if (own === undefined) absent.add(blocks.length + place);
    return own === undefined ? { ...flow, failing: false } : placedFlow(flow, own);
  });
  const room = whole.notes.map((note, place) => roomFor(note, part?.notes[place]));
  const notes = whole.notes.map((note, place) => {
    const longest = room[place] ?? [];
    return { ...note, lines: inLines(part?.notes[place]?.lines ?? [], longest), longest };
  });
  const isRoomy = whole.notes.every((note, place) => room[place]?.length === linesOf(note).length);
  const layout = isRoomy ? whole : { ...whole, notes };
  const told = part ?? { ...whole, facts: [] };
  const diagram: BlockDiagram = { ...told, blocks, flows, notes };
  return { diagram, layout, absent };
}

/** Its values are not shown. */
function idleBlock(block: LiveBlock): LiveBlock {
  return {
    ...block,
    state: block.state === 'bad' || block.state === 'warn' || block.state === 'root' ? 'ok' : block.state,
  };
}

function placedBlock(block: LiveBlock, own: LiveBlock): LiveBlock {
  const { name, shape, within } = block;
  return { ...own, name, shape, within, values: inLines(own.values, block.values) };
}

function placedFlow(flow: LiveFlow, own: LiveFlow): LiveFlow {
  const { line, label } = flow;
  return { ...own, line, label, values: inLines(own.values, flow.values) };
}

type LiveNote = BlockDiagram['notes'][number];

/** The lines of a note, and those that only the part has: where there are such, it is another picture. */
function roomFor(note: LiveNote, own: LiveNote | undefined): string[] {
  const lines = linesOf(note);
  return [...lines, ...(own === undefined ? [] : linesOf(own).slice(lines.length))];
}

function linesOf({ lines, longest }: LiveNote): readonly string[] {
  return longest ?? lines;
}

/** As many lines as the picture has, a dash for one that the part has not. */
function inLines(values: readonly string[], lines: readonly string[]): string[] {
  return lines.map((_, place) => values[place] ?? '–');
}

/** Takes one flow of the same ends and label for each that asks. */
function flowsByEnds(flows: readonly LiveFlow[]): (of: LiveFlow) => LiveFlow | undefined {
  const key = ({ from, to, label }: LiveFlow): string => JSON.stringify([from, to, label]);
  const left = Map.groupBy(flows, key);
  return (of) => left.get(key(of))?.shift();
}
