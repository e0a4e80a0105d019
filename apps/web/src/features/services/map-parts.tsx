// The parts of the map that are on screen, in the order in which they cover each other: groups, lines, labels and nodes. Near by they
// stand in cells, far away in one picture of all lines and cells of blocks.
import { memo, useDeferredValue, useMemo } from 'react';
import type { Seen } from '../../viz/use-seen.ts';
import type { MapCell } from '../../viz/map-cells.ts';
import { useMountedCells } from '../../viz/use-mounted-cells.ts';
import type { Line } from '../../viz/service-map-edges.ts';
import type { Point } from '../../viz/service-map-shape.ts';
import { EdgeBundles } from './map-blocks.tsx';
import { CellLines, CellNodes, CellPicture, type CellProps, type Detail, type PartsById } from './map-cell.tsx';
import { lineOf, type MapGeometry } from './map-geometry.ts';
import type { Structure } from './map-structure.ts';
import { usePartWords } from './part-words.ts';
import type { ServiceMap } from './service-map-model.ts';
import { isSelectedEdge, type Selection } from '../../ui/selection.ts';
import type { Dragged } from './use-node-drag.ts';
import styles from './service-map-picture.module.css';

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
  const { map, structure, geometry, seen, detail, scale, dragged, selection, tabStop } = props;
  const words = usePartWords();
  const parts = useMemo(
    (): PartsById => ({
      nodes: new Map(map.nodes.map((node) => [node.source.id, node])),
      edges: new Map(map.edges.map((edge) => [edge.id, edge])),
    }),
    [map],
  );
  // What nobody sees is drawn again when there is time.
  const lateParts = useDeferredValue(parts);
  const needed = useMemo(() => {
    const selected =
      selection?.kind === 'node' ? selection.id : map.edges.find((edge) => isSelectedEdge(edge, selection))?.id;
    return new Set([selected, tabStop].filter((id) => id !== undefined));
  }, [map, selection, tabStop]);
  const { cells, near } = useMountedCells(geometry.cells, seen, geometry.box, needed);
  const atPointer = useMemo(() => draggedLines(structure, geometry, dragged), [structure, geometry, dragged]);
  const isFar = detail === 'blocks';
  const cellsProps = {
    cells,
    parts,
    lateParts,
    near: parts === lateParts ? NOTHING_LATE : near,
    geometry,
    scale,
    detail,
    words,
    selection,
    tabStop,
    dragged,
    atPointer,
    arrow: props.arrow,
  };
  return (
    <>
      <CellPicture of={geometry.box} geometry={geometry} scale={scale}>
        {[...geometry.groups].map(([name, { x, y, width, height }]) => (
          <g key={name}>
            <rect className={styles.group} x={x} y={y} width={width} height={height} rx={6} />
            {!isFar && (
              <text className={styles.groupName} x={x + 12} y={y + 20}>
                {name}
              </text>
            )}
          </g>
        ))}
        {isFar && <EdgeBundles edges={map.edges} geometry={geometry} />}
      </CellPicture>
      <Cells {...cellsProps} />
      {isFar && <FarGroupNames geometry={geometry} scale={scale} />}
    </>
  );
});

const NOTHING_LATE: ReadonlySet<MapCell> = new Set();

interface CellsProps extends Omit<CellProps, 'cell' | 'atPointer'> {
  readonly cells: readonly MapCell[];
  readonly lateParts: PartsById;
  /** Those that are not drawn late. */
  readonly near: ReadonlySet<MapCell>;
  readonly atPointer: ReadonlyMap<string, Line>;
}

/** Apart: while the map is moved over cells that are there nothing of them is asked. */
const Cells = memo(function Cells({ cells, lateParts, near, ...common }: CellsProps) {
  const { parts, dragged, atPointer } = common;
  const cellProps = cells.map((cell) => ({
    ...common,
    cell,
    parts: near.has(cell) ? parts : lateParts,
    // For those alone that have something of it: the others stay as they are.
    dragged: dragged !== undefined && cell.nodes.includes(dragged.id) ? dragged : undefined,
    atPointer: cell.edges.some((id) => atPointer.has(id)) ? atPointer : undefined,
  }));
  return (
    <>
      {common.detail !== 'blocks' && cellProps.map((one) => <CellLines key={one.cell.key} {...one} />)}
      {cellProps.map((one) => (
        <CellNodes key={one.cell.key} {...one} />
      ))}
    </>
  );
});

/** Above their boxes, over everything, and of one size on screen however far away they are. */
function FarGroupNames({ geometry, scale }: Pick<MapPartsProps, 'geometry' | 'scale'>) {
  return (
    <CellPicture of={geometry.box} geometry={geometry} scale={scale}>
      <g className={styles.farGroupNames} style={{ fontSize: 12 / scale, strokeWidth: 3 / scale }}>
        {[...geometry.groups].map(([name, { x, y }]) => (
          <text key={name} x={x} y={y - 4 / scale}>
            {name}
          </text>
        ))}
      </g>
    </CellPicture>
  );
}

/** The lines of the node that is under way; the others stay as they are. */
function draggedLines(
  structure: Structure,
  geometry: MapGeometry,
  dragged: Dragged | undefined,
): ReadonlyMap<string, Line> {
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
