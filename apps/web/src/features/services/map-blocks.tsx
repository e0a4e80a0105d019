// The map from far away: nodes as blocks of their colour, lines bundled into a few paths that one does not point at.
import { LINE_TONES, type LineTone } from '@spanloom/diagrams';
import { memo } from 'react';
import { serviceColor } from '../../ui/service.tsx';
import { edgeWidth } from '../../viz/service-map-edges.ts';
import { NODE_HEIGHT, NODE_WIDTH } from '../../viz/service-map-shape.ts';
import type { MapGeometry } from './map-geometry.ts';
import { groupOf, type NodeProps, NodeShape } from './map-node.tsx';
import type { MapEdge } from './service-map-model.ts';
import styles from './service-map-picture.module.css';

export const NodeBlock = memo(function NodeBlock(props: NodeProps) {
  const { kind, selected } = props;
  return (
    <g {...groupOf(props)}>
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

/** One path for each tone and width, failing ones on top of all that are there. */
export function EdgeBundles({ edges, geometry }: EdgeBundlesProps) {
  const toneOf = (edge: MapEdge): number => LINE_TONES.indexOf(edge.tone);
  const called = edges.filter(({ source }) => source.absent !== true);
  const bundles = Map.groupBy(called, (edge) => `${toneOf(edge)} ${Math.round(edgeWidth(edge.source.rate))}`);
  const keys = [...bundles.keys()].sort();
  return keys.map((key) => {
    const [tone, width] = key.split(' ').map(Number);
    const d = (bundles.get(key) ?? []).map((edge) => geometry.lines.get(edge.id)?.d ?? '').join('');
    return <Bundle key={key} d={d} tone={LINE_TONES[tone ?? 0] ?? 'plain'} width={width ?? 1} />;
  });
}

const Bundle = memo(function Bundle({ d, tone, width }: { d: string; tone: LineTone; width: number }) {
  return <path className={styles.bundle} d={d} data-tone={tone} style={{ strokeWidth: width }} />;
});
