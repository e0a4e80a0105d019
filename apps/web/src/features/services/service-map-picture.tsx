// The map as pictures in a place that is scrolled and zoomed. Nodes are reached by Tab and arrow keys; one listener serves all parts.
import { LINE_TONES, type LineTone } from '@spanloom/diagrams';
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PanZoom } from '../../viz/pan-zoom.tsx';
import type { CutMemory } from '../../viz/use-cut.ts';
import type { Seen } from '../../viz/use-seen.ts';
import { ARROW_LENGTH } from '../../viz/service-map-edges.ts';
import type { Point } from '../../viz/service-map-shape.ts';
import { type MapGeometry, mapGeometry } from './map-geometry.ts';
import { MapParts } from './map-parts.tsx';
import { type Direction, neighbour, type Structure } from './map-structure.ts';
import { mainEntry, type ServiceMap } from './service-map-model.ts';
import type { Selection } from '../../ui/selection.ts';
import type { LaidOut } from './use-map-layout.ts';
import { useNodeDrag } from './use-node-drag.ts';
import styles from './service-map-picture.module.css';

const SMALLEST = 0.06;
const FULL_FROM = 0.62;
const NAMES_FROM = 0.3;
/** So many lines are faint, except those of the selected part. */
const CROWDED_FROM = 250;

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

interface ServiceMapPictureProps {
  readonly map: ServiceMap;
  readonly laidOut: LaidOut<Structure>;
  readonly moved: ReadonlyMap<string, Point>;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
  readonly onMoved: (id: string, place: Point) => void;
  readonly cut: CutMemory;
}

export function ServiceMapPicture(props: ServiceMapPictureProps) {
  const { t } = useTranslation('services');
  const { laidOut, moved } = props;
  const geometry = useMemo(() => mapGeometry(laidOut.structure, laidOut.layout, moved), [laidOut, moved]);
  return (
    <PanZoom picture={geometry.box} label={t('mapScroll')} smallest={SMALLEST} cut={props.cut}>
      {(scale, seen) => <Picture {...props} geometry={geometry} scale={scale} seen={seen} />}
    </PanZoom>
  );
}

interface PictureProps extends ServiceMapPictureProps {
  readonly geometry: MapGeometry;
  readonly scale: number;
  readonly seen: Seen;
}

function Picture({ map, laidOut, geometry, scale, seen, selection, onSelect, onMoved }: PictureProps) {
  const { t } = useTranslation('services');
  const place = useRef<HTMLDivElement>(null);
  const ids = useId();
  const arrow = `${ids}arrow`;
  const drag = useNodeDrag((id) => geometry.nodes.get(id), scale, onMoved);
  const [focused, setFocused] = useState<string>();
  const selectedNode = selection?.kind === 'node' ? selection.id : undefined;
  const drawn = useMemo(
    () => new Set(map.nodes.map(({ source }) => source.id).filter((id) => geometry.nodes.has(id))),
    [map.nodes, geometry.nodes],
  );
  // Where the map begins, of those that it had at first.
  const [entry] = useState(() => mainEntry(map));
  const tabStop = [focused, selectedNode, entry].find((id) => id !== undefined && drawn.has(id)) ?? [...drawn][0];
  useReveal(place, selection);
  const pendingFocus = useRef<string>(undefined);
  useEffect(() => {
    if (pendingFocus.current !== undefined) nodeElement(place.current, pendingFocus.current)?.focus();
    pendingFocus.current = undefined;
  }, [focused]);

  const onClick = (event: MouseEvent): void => {
    const part = partOf(event.target);
    if (part !== undefined && !drag.endsDrag()) onSelect(selectionOf(part, map));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const part = partOf(event.target);
    if (part === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelect(selectionOf(part, map));
      return;
    }
    const direction = DIRECTIONS[event.key];
    if (direction === undefined || part.kind !== 'node') return;
    event.preventDefault();
    const next = neighbour(part.id, direction, laidOut.structure, geometry.nodes);
    if (next === undefined) return;
    // It may be off screen, where nothing is drawn: it has the focus once it is.
    pendingFocus.current = next;
    setFocused(next);
  };
  const detail = scale >= FULL_FROM ? 'full' : scale >= NAMES_FROM ? 'names' : 'blocks';
  return (
    <div
      ref={place}
      className={styles.map}
      role="group"
      aria-label={t('mapLabel')}
      aria-description={t('tableTwin')}
      data-detail={detail}
      data-crowded={map.edges.length > CROWDED_FROM}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const part = partOf(event.target);
        if (part?.kind === 'node') setFocused(part.id);
      }}
      {...drag.on}
    >
      <svg className={styles.arrows} aria-hidden="true">
        <defs>
          {LINE_TONES.map((tone) => (
            <ArrowHead key={tone} id={`${arrow}${tone}`} tone={tone} />
          ))}
        </defs>
      </svg>
      <MapParts
        map={map}
        structure={laidOut.structure}
        geometry={geometry}
        seen={seen}
        detail={detail}
        scale={scale}
        dragged={drag.dragged}
        selection={selection}
        tabStop={tabStop}
        arrow={arrow}
      />
    </div>
  );
}

/** Begins where the line ends, which is before the node. */
function ArrowHead({ id, tone }: { readonly id: string; readonly tone: LineTone }) {
  const length = ARROW_LENGTH + 1;
  return (
    <marker id={id} markerUnits="userSpaceOnUse" markerWidth={8} markerHeight={8} refX={1} refY={4} orient="auto">
      <path className={styles.arrow} data-tone={tone} d={`M0 0L${length} 4L0 8Z`} />
    </marker>
  );
}

interface Part {
  readonly kind: 'node' | 'edge';
  readonly id: string;
}

function partOf(target: EventTarget): Part | undefined {
  const element = (target as Element).closest<SVGElement>('[data-part]');
  const { part, id } = element?.dataset ?? {};
  return id === undefined ? undefined : { kind: part === 'edge' ? 'edge' : 'node', id };
}

function selectionOf({ kind, id }: Part, map: ServiceMap): Selection {
  const edge = kind === 'edge' ? map.edges.find((candidate) => candidate.id === id) : undefined;
  return edge === undefined
    ? { kind: 'node', id }
    : { kind: 'edge', client: edge.source.client, server: edge.source.server };
}

function nodeElement(map: HTMLElement | null, id: string): SVGElement | undefined {
  const nodes = map?.querySelectorAll<SVGElement>('[data-part="node"]') ?? [];
  return [...nodes].find((node) => node.dataset.id === id);
}

/** What is selected elsewhere (in the table, the panel, the finder, the address) is brought into view. */
function useReveal(map: React.RefObject<HTMLElement | null>, selection: Selection | undefined): void {
  const first = useRef(true);
  useEffect(() => {
    const selected = map.current?.querySelector('[aria-pressed="true"]');
    const target =
      selected ?? (first.current ? map.current?.querySelector('[data-part="node"][tabindex="0"]') : undefined);
    const block = first.current ? 'center' : 'nearest';
    first.current = false;
    target?.scrollIntoView({ block, inline: 'nearest' });
  }, [map, selection]);
}
