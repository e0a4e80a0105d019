// Heads of arrows for every reader: resvg draws a marker whose `orient` is `auto-start-reverse` as if it said nothing.
import { referencesIn, type SvgNode } from './svg-tree.ts';

const TURNED = '-turned';

/** Such a marker is `auto`, as it always was at an end; where a line begins with it, it has a twin that looks the other way. */
export function withPlainMarkers(root: SvgNode): SvgNode {
  const both = new Set<string>();
  const starts = new Set<string>();
  visit(root, ({ name, attributes }) => {
    if (name === 'marker' && attributes.get('orient') === 'auto-start-reverse') both.add(attributes.get('id') ?? '');
    for (const id of referencesIn(attributes.get('marker-start') ?? '')) starts.add(id);
  });
  return both.size === 0 ? root : rewritten(root, both, starts);
}

function visit(node: SvgNode, look: (node: SvgNode) => void): void {
  look(node);
  for (const child of node.children) if (typeof child !== 'string') visit(child, look);
}

function rewritten(node: SvgNode, both: ReadonlySet<string>, starts: ReadonlySet<string>): SvgNode {
  const attributes = new Map(node.attributes);
  for (const id of referencesIn(attributes.get('marker-start') ?? '')) {
    if (both.has(id)) attributes.set('marker-start', `url(#${id}${TURNED})`);
  }
  const children = node.children.flatMap((child): (SvgNode | string)[] => {
    if (typeof child === 'string') return [child];
    const id = child.attributes.get('id') ?? '';
    if (child.name !== 'marker' || !both.has(id)) return [rewritten(child, both, starts)];
    const plain: SvgNode = { ...child, attributes: new Map([...child.attributes, ['orient', 'auto']]) };
    return starts.has(id) ? [plain, turned(plain, id)] : [plain];
  });
  return { ...node, attributes, children };
}

/** Turned around the middle of its room, which cuts the same of it off, and held at the point that its reference came to. */
function turned(marker: SvgNode, id: string): SvgNode {
  const number = (name: string, usual: number): number => Number(marker.attributes.get(name) ?? usual);
  const [x = 0, y = 0, width = number('markerWidth', 3), height = number('markerHeight', 3)] =
    marker.attributes
      .get('viewBox')
      ?.split(/[\s,]+/)
      .map(Number) ?? [];
  const [twiceX, twiceY] = [2 * x + width, 2 * y + height];
  return {
    name: 'marker',
    attributes: new Map([
      ...marker.attributes,
      ['id', `${id}${TURNED}`],
      ['refX', String(twiceX - number('refX', 0))],
      ['refY', String(twiceY - number('refY', 0))],
    ]),
    children: [
      {
        name: 'g',
        attributes: new Map([['transform', `rotate(180 ${twiceX / 2} ${twiceY / 2})`]]),
        children: marker.children,
      },
    ],
  };
}
