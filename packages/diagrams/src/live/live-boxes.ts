// The boxes around the blocks of a live diagram: Mermaid makes a box as wide as its title but does not lay out the others around
// it, so that a long title would lie over its neighbour. It is shortened in its middle: of such names both ends tell them apart.
import type { LiveBlock, LiveDiagram } from '@spanloom/api-schema';
import { visibleLabel } from '../mermaid-label.ts';
import { shortMiddle } from '../short-middle.ts';

export interface LiveBox {
  /** Of the text: `g0`, `g1` in its order. */
  readonly key: string;
  /** Whole; boxes of one name are one. */
  readonly name: string;
  /** What stands in its upper side. */
  readonly title: string;
  /** In the order of the text. */
  readonly items: readonly BoxItem[];
}

export type BoxItem =
  | { readonly kind: 'block'; readonly block: LiveBlock }
  | { readonly kind: 'box'; readonly box: LiveBox };

const MAX_NAME = 400;
/** Latin letters: as wide as a block with numbers and the borders of two boxes. */
const MAX_TITLE = 42;

/** Blocks of one box stand together, where its first one stands. */
export function boxItems(blocks: readonly LiveBlock[]): readonly BoxItem[] {
  return itemsAt(blocks, 0, { count: 0 });
}

/** Of boxes with shortened titles, the whole ones. */
export function shortenedBoxes(diagram: LiveDiagram): readonly { readonly key: string; readonly whole: string }[] {
  if (diagram.type !== 'flowchart') return [];
  return boxesIn(boxItems(diagram.blocks)).flatMap(({ key, name, title }) => {
    const whole = visibleLabel(name, MAX_NAME);
    return whole === title ? [] : [{ key, whole }];
  });
}

function boxesIn(items: readonly BoxItem[]): LiveBox[] {
  return items.flatMap((item) => (item.kind === 'box' ? [item.box, ...boxesIn(item.box.items)] : []));
}

function itemsAt(blocks: readonly LiveBlock[], depth: number, boxes: { count: number }): BoxItem[] {
  const done = new Set<string>();
  return blocks.flatMap((block): BoxItem[] => {
    const name = block.within[depth];
    if (name === undefined) return [{ kind: 'block', block }];
    if (done.has(name)) return [];
    done.add(name);
    const key = `g${boxes.count++}`;
    const within = blocks.filter((one) => one.within[depth] === name);
    const title = shortMiddle(visibleLabel(name, MAX_NAME), MAX_TITLE);
    return [{ kind: 'box', box: { key, name, title, items: itemsAt(within, depth + 1, boxes) } }];
  });
}
