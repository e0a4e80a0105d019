// The parts of the map that are on screen, drawn in the order in which they cover each other: groups, lines, labels, nodes.
import { memo } from 'react';
import type { Seen } from '../../viz/use-seen.ts';
import { edgeWidth, type Line, nodeBox } from '../../viz/service-map-edges.ts';
import type { Box, Point } from '../../viz/service-map-shape.ts';
import { EdgeBundles, NodeBlock } from './map-blocks.tsx';
import { EdgeLabel, EdgeLine } from './map-edge.tsx';
import { lineOf, type MapGeometry } from './map-geometry.ts';
import { NodeView } from './map-node.tsx';
import type { Structure } from './map-structure.ts';
import { type PartWords, usePartWords } from './part-words.ts';
import type { MapEdge, MapNode, ServiceMap } from './service-map-model.ts';
import { isSelectedEdge, type Selection } from '../../ui/selection.ts';
import type { Dragged } from './use-node-drag.ts';
import styles from './service-map-picture.module.css';

const FAILING_SHARE = 0.01;

/** All of it; names alone; blocks alone. */
export type Detail = 'full' | 'names' | 'blocks';

interface MapPartsProps {
  readonly map: ServiceMap;
  readonly structure: Structure;
  readonly geometry: MapGeometry;
  readonly seen: Seen;
  readonly detail: Detail;
  /** Pixels of the screen for one of the picture. */
  readonly scale: number;
  readonly dragged: Dragged | undefined;
  readonly selection: Selection | undefined;
  readonly tabStop: string | undefined;
  /** What the ids of the arrow heads begin with. */
  readonly arrow: string;
}

/** Drawn again only when something of it is another: the page around it says each second how fresh it is. */
export const MapParts = memo(function MapParts(props: MapPartsProps) {
  return (
    <>
      {[...props.geometry.groups].map(([name, { x, y, width, height }]) => (
        <g key={name}>
          <rect className={styles.group} x={x} y={y} width={width} height={height} rx={6} />
          {props.detail !== 'blocks' && (
            <text className={styles.groupName} x={x + 12} y={y + 20}>
              {name}
            </text>
          )}
        </g>
      ))}
      {props.detail === 'blocks' ? (
        <EdgeBundles edges={props.map.edges} geometry={props.geometry} />
      ) : (
        <Edges {...props} />
      )}
      <Nodes {...props} />
      {props.detail === 'blocks' && <FarGroupNames geometry={props.geometry} scale={props.scale} />}
    </>
  );
});

/** Above their boxes, over everything, and of one size on screen however far away they are. */
function FarGroupNames({ geometry, scale }: Pick<MapPartsProps, 'geometry' | 'scale'>) {
  return (
    <g className={styles.farGroupNames} style={{ fontSize: 12 / scale, strokeWidth: 3 / scale }}>
      {[...geometry.groups].map(([name, { x, y }]) => (
        <text key={name} x={x} y={y - 4 / scale}>
          {name}
        </text>
      ))}
    </g>
  );
}

function Edges(props: MapPartsProps) {
  const { map, geometry, selection } = props;
  const words = usePartWords();
  const atPointer = draggedLines(props);
  const selectedNode = selection?.kind === 'node' ? selection.id : undefined;
  const isSelected = (edge: MapEdge): boolean => isSelectedEdge(edge, selection);
  const edges = map.edges.flatMap((edge) => {
    const moving = atPointer.get(edge.id);
    const line = moving ?? geometry.lines.get(edge.id);
    if (line === undefined || (!isSeen(line.box, props) && !isSelected(edge))) return [];
    const label = moving === undefined ? geometry.labels.get(edge.id) : { ...moving.at(0.6), lines: 2 as const };
    return [{ edge, line, label, ...words.edge(edge) }];
  });
  return (
    <>
      {edges.map(({ edge, line, name }) => (
        <EdgeLine
          key={edge.id}
          id={edge.id}
          d={line.d}
          width={edgeWidth(edge.source.rate)}
          async={edge.source.async}
          tone={edge.tone}
          absent={edge.source.absent === true}
          selected={isSelected(edge)}
          related={selectedNode === edge.source.client || selectedNode === edge.source.server}
          name={name}
          arrow={props.arrow}
        />
      ))}
      {props.detail === 'full' && (
        <g className={styles.labels} aria-hidden="true">
          {edges.map(
            ({ edge, label, rate, errors, change }) =>
              label &&
              edge.source.absent !== true && (
                <EdgeLabel
                  key={edge.id}
                  {...label}
                  rate={edge.source.calls === 0 ? '' : rate}
                  errors={errors}
                  failing={edge.failing}
                  change={change?.short}
                  changeTone={change?.tone}
                />
              ),
          )}
        </g>
      )}
    </>
  );
}

function Nodes(props: MapPartsProps) {
  const { map, geometry, dragged, detail } = props;
  const words = usePartWords();
  const selectedNode = props.selection?.kind === 'node' ? props.selection.id : undefined;
  return map.nodes.map((node) => {
    const { id, kind, color, secondLap = false } = node.source;
    const place = dragged?.id === id ? dragged : geometry.nodes.get(id);
    const isWanted = selectedNode === id || props.tabStop === id;
    if (place === undefined || (!isWanted && !isSeen(nodeBox(place), props))) return undefined;
    const common = {
      id,
      kind,
      color,
      x: place.x,
      y: place.y,
      state: node.source.absent === true ? 'absent' : node.state,
      selected: selectedNode === id,
      tabStop: props.tabStop === id,
    };
    if (detail === 'blocks') return <NodeBlock key={id} {...common} {...words.block(node)} />;
    return (
      <NodeView
        key={id}
        {...common}
        secondLap={secondLap}
        failing={(node.numbers?.errorShare ?? 0) >= FAILING_SHARE}
        large={detail === 'names'}
        {...nodeWords(words, node)}
      />
    );
  });
}

/** As texts: an object would be another one at each tick. */
function nodeWords(words: PartWords, node: MapNode) {
  const { change, ...told } = words.node(node);
  return { ...told, change: change?.short, changeTone: change?.tone };
}

/** What is on screen is told from the corner of the picture, what is drawn from that of the layout. */
function isSeen({ x, y, width, height }: Box, { geometry, seen }: MapPartsProps): boolean {
  const [left, top] = [x - geometry.box.x, y - geometry.box.y];
  return left < seen.right && left + width > seen.left && top < seen.bottom && top + height > seen.top;
}

/** The lines of the node that is under way; the others stay as they are. */
function draggedLines({ structure, geometry, dragged }: MapPartsProps): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>();
  if (dragged === undefined) return lines;
  const places: ReadonlyMap<string, Point> = new Map([...geometry.nodes, [dragged.id, dragged]]);
  for (const edge of structure.edges) {
    if (edge.client !== dragged.id && edge.server !== dragged.id) continue;
    const line = lineOf(edge, places, []);
    if (line !== undefined) lines.set(edge.id, line);
  }
  return lines;
}
