// The parts of the map, drawn in the order in which they cover each other: groups, lines, nodes.
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { useNameText } from '../../ui/name.tsx';
import { edgeWidth } from '../../viz/service-map-edges.ts';
import type { Point } from '../../viz/service-map-shape.ts';
import { lineOf, type MapGeometry } from './map-geometry.ts';
import { EdgeLabel, EdgeLine } from './map-edge.tsx';
import { NodeView } from './map-node.tsx';
import type { Structure } from './map-structure.ts';
import { isBetween, type MapEdge, type MapNode, type ServiceMap } from './service-map-model.ts';
import type { Selection } from './services-url.ts';
import type { Dragged } from './use-node-drag.ts';
import styles from './service-map-picture.module.css';

const FAILING_SHARE = 0.01;

interface MapPartsProps {
  readonly map: ServiceMap;
  readonly structure: Structure;
  readonly geometry: MapGeometry;
  readonly dragged: Dragged | undefined;
  readonly selection: Selection | undefined;
  readonly tabStop: string | undefined;
  readonly arrow: string;
  readonly failingArrow: string;
}

export function MapParts(props: MapPartsProps) {
  const { map, geometry, dragged, selection } = props;
  const words = usePartWords();
  const atPointer = draggedLines(props);
  const selectedNode = selection?.kind === 'node' ? selection.id : undefined;
  const edges = map.edges.flatMap((edge) => {
    const moving = atPointer.get(edge.id);
    const line = moving ?? geometry.lines.get(edge.id);
    const label = moving === undefined ? geometry.labels.get(edge.id) : moving.at(0.6);
    return line === undefined ? [] : [{ edge, line, label, ...words.edge(edge) }];
  });
  return (
    <>
      {[...geometry.groups].map(([name, { x, y, width, height }]) => (
        <g key={name}>
          <rect className={styles.group} x={x} y={y} width={width} height={height} rx={6} />
          <text className={styles.groupName} x={x + 12} y={y + 20}>
            {name}
          </text>
        </g>
      ))}
      {edges.map(({ edge, line, name }) => (
        <EdgeLine
          key={edge.id}
          id={edge.id}
          d={line.d}
          width={edgeWidth(edge.source.rate)}
          async={edge.source.async}
          failing={edge.failing}
          selected={selection?.kind === 'edge' && isBetween(edge, selection)}
          related={selectedNode === edge.source.client || selectedNode === edge.source.server}
          name={name}
          arrow={props.arrow}
          failingArrow={props.failingArrow}
        />
      ))}
      <g className={styles.labels} aria-hidden="true">
        {edges.map(
          ({ edge, label, rate, errors }) =>
            label && (
              <EdgeLabel key={edge.id} x={label.x} y={label.y} rate={rate} errors={errors} failing={edge.failing} />
            ),
        )}
      </g>
      {map.nodes.map((node, index) => {
        const { id, kind, color, secondLap = false } = node.source;
        const place = dragged?.id === id ? dragged : geometry.nodes.get(id);
        if (place === undefined) return undefined;
        return (
          <NodeView
            key={id}
            id={id}
            index={index}
            x={place.x}
            y={place.y}
            kind={kind}
            state={node.state}
            color={color}
            secondLap={secondLap}
            failing={(node.numbers?.errorShare ?? 0) >= FAILING_SHARE}
            selected={selection?.kind === 'node' && selection.id === id}
            tabStop={props.tabStop === id}
            {...words.node(node)}
          />
        );
      })}
    </>
  );
}

/** The lines of the node that is under way; the others stay as they are. */
function draggedLines({ structure, geometry, dragged }: MapPartsProps) {
  if (dragged === undefined) return new Map<string, NonNullable<ReturnType<typeof lineOf>>>();
  const places: ReadonlyMap<string, Point> = new Map([...geometry.nodes, [dragged.id, dragged]]);
  const touching = structure.edges.filter(({ client, server }) => client === dragged.id || server === dragged.id);
  return new Map(
    touching.flatMap((edge) => {
      const line = lineOf(edge, places, []);
      return line === undefined ? [] : [[edge.id, line] as const];
    }),
  );
}

function usePartWords() {
  const { t } = useTranslation(['services', 'graph']);
  const format = useFormat();
  const nameText = useNameText();
  const edge = ({ source, client, server }: MapEdge) => {
    const rate = t('rps', { rate: format.rate(source.rate) });
    const errors = format.share(source.errorShare);
    const values = [rate, errors, format.duration(BigInt(source.p95))].join(' · ');
    const name = t('edgeName', { client: nameText(client.label), server: nameText(server.label), values });
    return { rate, errors, name };
  };
  const node = ({ source, label, state, numbers }: MapNode) => {
    const rate = numbers === undefined ? t('noCallsIn') : t('rps', { rate: format.rate(numbers.rate) });
    const errors = numbers === undefined ? '' : format.share(numbers.errorShare);
    const p95 = numbers === undefined ? '' : format.duration(BigInt(numbers.p95));
    const told = state === 'bad' || state === 'warn' ? [t(`graph:state.${state}`)] : [];
    const values = numbers === undefined ? [] : [`${rate} · ${errors} · ${p95}`];
    const name = [nameText(label), t(`graph:kind.${source.kind}`), ...told, ...values].join(t('graph:comma'));
    return { rate, errors, p95, label: nameText(label), name };
  };
  return { edge, node };
}
