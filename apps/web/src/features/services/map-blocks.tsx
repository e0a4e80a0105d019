// The map from far away: nodes as blocks of their colour, lines bundled into a few paths that one does not point at.
import type { GraphNode } from '@spanloom/api-schema';
import { memo } from 'react';
import { serviceColor } from '../../ui/service.tsx';
import { edgeWidth } from '../../viz/service-map-edges.ts';
import { NODE_HEIGHT, NODE_WIDTH } from '../../viz/service-map-shape.ts';
import type { MapGeometry } from './map-geometry.ts';
import { NodeShape } from './map-node.tsx';
import type { MapEdge } from './service-map-model.ts';
import styles from './service-map-picture.module.css';

interface NodeBlockProps {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly kind: GraphNode['kind'];
  readonly label: string;
  readonly name: string;
  readonly state: string;
  readonly color: number;
  readonly selected: boolean;
  readonly tabStop: boolean;
}

export const NodeBlock = memo(function NodeBlock(props: NodeBlockProps) {
  const { kind, selected } = props;
  return (
    <g
      className={styles.node}
      transform={`translate(${props.x} ${props.y})`}
      role="button"
      tabIndex={props.tabStop ? 0 : -1}
      aria-label={props.name}
      aria-pressed={selected}
      data-part="node"
      data-id={props.id}
      data-kind={kind}
      data-state={props.state}
    >
      <title>{props.label}</title>
      {selected && <rect className={styles.halo} x={-12} y={-12} width={NODE_WIDTH + 24} height={NODE_HEIGHT + 24} />}
      <NodeShape kind={kind} />
      {kind === 'service' && (
        <rect className={styles.stripe} width={40} height={NODE_HEIGHT} style={{ fill: serviceColor(props.color) }} />
      )}
    </g>
  );
});

interface EdgeBundlesProps {
  readonly edges: readonly MapEdge[];
  readonly geometry: MapGeometry;
}

/** One path for each width, failing ones on top. */
export function EdgeBundles({ edges, geometry }: EdgeBundlesProps) {
  const bundles = Map.groupBy(edges, (edge) => `${edge.failing ? 1 : 0} ${Math.round(edgeWidth(edge.source.rate))}`);
  const keys = [...bundles.keys()].sort();
  return keys.map((key) => {
    const [failing, width] = key.split(' ');
    const d = (bundles.get(key) ?? []).map((edge) => geometry.lines.get(edge.id)?.d ?? '').join('');
    return <Bundle key={key} d={d} failing={failing === '1'} width={Number(width)} />;
  });
}

const Bundle = memo(function Bundle({ d, failing, width }: { d: string; failing: boolean; width: number }) {
  return <path className={styles.bundle} d={d} data-failing={failing} style={{ strokeWidth: width }} />;
});
