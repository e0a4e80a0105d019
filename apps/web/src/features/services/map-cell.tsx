// What one cell of the map shows, in two pictures: its lines, which lie below all that is read, and the labels of them with its
// nodes. The browser lays out and paints one picture without the others.
import { memo, type ReactNode } from 'react';
import type { MapCell } from '../../viz/map-cells.ts';
import { edgeWidth, type Line } from '../../viz/service-map-edges.ts';
import type { LabelPlace } from '../../viz/service-map-labels.ts';
import type { Box } from '../../viz/service-map-shape.ts';
import { NodeBlock } from './map-blocks.tsx';
import { EdgeLabel, EdgeLine } from './map-edge.tsx';
import type { MapGeometry } from './map-geometry.ts';
import { NodeView } from './map-node.tsx';
import type { PartWords } from './part-words.ts';
import type { MapEdge, MapNode } from './service-map-model.ts';
import { isSelectedEdge, type Selection } from '../../ui/selection.ts';
import type { Dragged } from './use-node-drag.ts';
import styles from './service-map-picture.module.css';

const FAILING_SHARE = 0.01;

/** All of it; names alone; blocks alone. */
export type Detail = 'full' | 'names' | 'blocks';

/** Of the whole map. */
export interface PartsById {
  readonly nodes: ReadonlyMap<string, MapNode>;
  readonly edges: ReadonlyMap<string, MapEdge>;
}

export interface CellProps {
  readonly cell: MapCell;
  readonly geometry: MapGeometry;
  readonly scale: number;
  readonly detail: Detail;
  readonly words: PartWords;
  readonly parts: PartsById;
  readonly selection: Selection | undefined;
  readonly tabStop: string | undefined;
  readonly arrow: string;
  /** Its node that is under way. */
  readonly dragged: Dragged | undefined;
  /** Lines, some of them its own, that follow a node under way. */
  readonly atPointer: ReadonlyMap<string, Line> | undefined;
}

export const CellLines = memo(function CellLines(props: CellProps) {
  const { selection, words } = props;
  const selectedNode = selection?.kind === 'node' ? selection.id : undefined;
  const drawn = edgesOf(props);
  if (drawn.length === 0) return undefined;
  return (
    <CellPicture of={props.cell.box} {...props}>
      {drawn.map(({ edge, line }) => (
        <EdgeLine
          key={edge.id}
          id={edge.id}
          d={line.d}
          width={edgeWidth(edge.source.rate)}
          async={edge.source.async}
          tone={edge.tone}
          absent={edge.source.absent === true}
          selected={isSelectedEdge(edge, selection)}
          related={selectedNode === edge.source.client || selectedNode === edge.source.server}
          name={words.edge(edge).name}
          arrow={props.arrow}
        />
      ))}
    </CellPicture>
  );
});

interface DrawnEdge {
  readonly edge: MapEdge;
  readonly line: Line;
  readonly label: LabelPlace | undefined;
}

function edgesOf({ cell, parts, geometry, atPointer }: CellProps): DrawnEdge[] {
  return cell.edges.flatMap((id) => {
    const [edge, moving] = [parts.edges.get(id), atPointer?.get(id)];
    const line = moving ?? geometry.lines.get(id);
    if (edge === undefined || line === undefined) return [];
    const label = moving === undefined ? geometry.labels.get(id) : { ...moving.at(0.6), lines: 2 as const };
    return [{ edge, line, label }];
  });
}

/** Where something stands that is read, no node of another cell is. */
export const CellNodes = memo(function CellNodes(props: CellProps) {
  const { cell, detail, words } = props;
  const labelled = detail === 'full' ? edgesOf(props).filter(({ edge }) => edge.source.absent !== true) : [];
  if (cell.nodes.length + labelled.length === 0) return undefined;
  return (
    <CellPicture of={cell.box} {...props}>
      {labelled.length > 0 && (
        <g className={styles.labels} aria-hidden="true">
          {labelled.map(({ edge, label }) => {
            const { rate, errors, change } = words.edge(edge);
            return (
              label && (
                <EdgeLabel
                  key={edge.id}
                  {...label}
                  rate={edge.source.calls === 0 ? '' : rate}
                  errors={errors}
                  failing={edge.failing}
                  change={change?.short}
                  changeTone={change?.tone}
                />
              )
            );
          })}
        </g>
      )}
      {cell.nodes.map((id) => {
        const node = props.parts.nodes.get(id);
        return node && nodeIn(props, node);
      })}
    </CellPicture>
  );
});

function nodeIn({ geometry, dragged, detail, selection, tabStop, words }: CellProps, node: MapNode): ReactNode {
  const { id, kind, color, secondLap = false } = node.source;
  const place = dragged?.id === id ? dragged : geometry.nodes.get(id);
  if (place === undefined) return undefined;
  const selected = selection?.kind === 'node' && selection.id === id;
  const common = {
    id,
    kind,
    color,
    x: place.x,
    y: place.y,
    state: node.source.absent === true ? 'absent' : node.state,
    selected,
    tabStop: tabStop === id,
  };
  if (detail === 'blocks') return <NodeBlock key={id} {...common} {...words.block(node)} />;
  // As texts: an object would be another one at each tick.
  const { change, ...told } = words.node(node);
  return (
    <NodeView
      key={id}
      {...common}
      {...told}
      secondLap={secondLap}
      failing={(node.numbers?.errorShare ?? 0) >= FAILING_SHARE}
      large={detail === 'names'}
      change={change?.short}
      changeTone={change?.tone}
    />
  );
}

interface CellPictureProps {
  /** The part of the map that it is laid out for; what lies beyond is seen all the same. */
  readonly of: Box;
  readonly geometry: MapGeometry;
  readonly scale: number;
  readonly children: ReactNode;
}

/** Begins at a whole pixel of the screen: a line that ends at a node of another cell would else be beside it. */
export function CellPicture({ of, geometry: { box }, scale, children }: CellPictureProps) {
  const [left, top] = [Math.floor((of.x - box.x) * scale), Math.floor((of.y - box.y) * scale)];
  const [x, y] = [box.x + left / scale, box.y + top / scale];
  const [width, height] = [Math.ceil((of.x + of.width - x) * scale), Math.ceil((of.y + of.height - y) * scale)];
  return (
    <svg
      className={styles.cell}
      style={{ left, top, width, height }}
      viewBox={`${x} ${y} ${width / scale} ${height / scale}`}
    >
      {children}
    </svg>
  );
}
