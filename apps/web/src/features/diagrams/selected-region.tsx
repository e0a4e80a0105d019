// The right region: the selected part with its numbers, and the traces it was drawn from.
import { useTranslation } from 'react-i18next';
import { IconArrowRight, IconX } from '@tabler/icons-react';
import type { FilterQuery } from '../../api/queries.ts';
import { throughCall, throughNode } from '../../api/traces-through.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { TimeRange } from '../../lib/time-range.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { RegionHeader, SideRegion } from '../../ui/region.tsx';
import type { Selection } from './diagrams-url.ts';
import { GraphNodeName } from '../../ui/graph-node-name.tsx';
import { type DrawnEdge, type DrawnMap, type DrawnNode, isEdge } from './paint-map.ts';
import { TracesBehind } from '../../ui/traces-behind.tsx';
import styles from './selected-region.module.css';

interface SelectedRegionProps {
  readonly map: DrawnMap;
  readonly selection: Selection | undefined;
  readonly filter: FilterQuery;
  readonly range: TimeRange;
  readonly onSelect: (selection: Selection | undefined) => void;
}

export function SelectedRegion({ map, selection, filter, range, onSelect }: SelectedRegionProps) {
  const { t } = useTranslation('diagrams');
  const part = selection && findPart(map, selection);
  return (
    <SideRegion
      name="diagram-selected"
      label={t('selected')}
      side="right"
      initialWidth={300}
      className={part === undefined ? styles.idle : styles.region}
    >
      {part === undefined ? (
        <p className={styles.hint}>{selection === undefined ? t('selectHint') : t('selectionGone')}</p>
      ) : (
        <>
          <header className={styles.head}>
            <span className={styles.kind}>{part.kind === 'node' ? t('selectedNode') : t('selectedCall')}</span>
            <IconButton small label={t('deselect')} onClick={() => onSelect(undefined)}>
              <IconX size={14} stroke={1.75} />
            </IconButton>
          </header>
          {part.kind === 'node' ? (
            <NodeFacts node={part.node} map={map} onSelect={onSelect} />
          ) : (
            part.edges.map((edge) => <EdgeFacts key={edge.id} edge={edge} sampled={map.sampled} />)
          )}
          <TracesBehind key={JSON.stringify(selection)} filter={tracesFilter(part, map, filter)} range={range} />
        </>
      )}
    </SideRegion>
  );
}

type Part =
  | { readonly kind: 'node'; readonly node: DrawnNode }
  | { readonly kind: 'edge'; readonly edges: readonly DrawnEdge[] };

function findPart(map: DrawnMap, selection: Selection): Part | undefined {
  if (selection.kind === 'node') {
    const node = map.nodes.find((candidate) => candidate.source.id === selection.id);
    return node && { kind: 'node', node };
  }
  const edges = map.edges.filter((edge) => isEdge(edge, selection.client, selection.server));
  return edges.length === 0 ? undefined : { kind: 'edge', edges };
}

function tracesFilter(part: Part, map: DrawnMap, filter: FilterQuery): FilterQuery {
  if (part.kind === 'node')
    return throughNode(
      filter,
      part.node.source,
      map.edges.map(({ source }) => source),
    );
  const [edge] = part.edges;
  return edge === undefined ? filter : throughCall(filter, edge.source);
}

function EdgeFacts({ edge, sampled }: { readonly edge: DrawnEdge; readonly sampled: boolean }) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const { source } = edge;
  return (
    <>
      <h2 className={styles.ends}>
        <GraphNodeName node={edge.client.source} drawnLabel={edge.client.label} />
        <IconArrowRight size={14} stroke={1.75} aria-label={t('calls')} className={styles.arrow} />
        <GraphNodeName node={edge.server.source} drawnLabel={edge.server.label} />
      </h2>
      <p className={styles.words}>
        {source.inferred
          ? t('inferredWords', { name: edge.server.label })
          : t(source.async ? 'asyncWords' : 'syncWords')}
      </p>
      <dl className={styles.facts}>
        <Fact name={t('columns.calls')} value={format.count(source.calls)} />
        <Fact name={sampled ? t('rateEstimated') : t('columns.rate')} value={`${format.rate(source.rate)} rps`} />
        <Fact name={t('columns.errors')} value={format.share(source.errorShare)} failing={edge.failing} />
        <Fact name="p50" value={format.duration(BigInt(source.p50))} />
        <Fact name="p95" value={format.duration(BigInt(source.p95))} />
        <Fact name="p99" value={format.duration(BigInt(source.p99))} />
      </dl>
    </>
  );
}

interface NodeFactsProps {
  readonly node: DrawnNode;
  readonly map: DrawnMap;
  readonly onSelect: (selection: Selection) => void;
}

function NodeFacts({ node, map, onSelect }: NodeFactsProps) {
  const { t } = useTranslation(['diagrams', 'graph']);
  const format = useFormat();
  const into = map.edges.filter((edge) => edge.server === node);
  const outOf = map.edges.filter((edge) => edge.client === node);
  const rate = into.reduce((sum, edge) => sum + edge.source.rate, 0);
  const failed = into.reduce((sum, edge) => sum + edge.source.rate * edge.source.errorShare, 0);
  return (
    <>
      <h2 className={styles.ends}>
        <GraphNodeName node={node.source} drawnLabel={node.label} />
      </h2>
      <p className={styles.words}>
        {[
          t(`graph:kind.${node.source.kind}`),
          ...(node.state === 'ok' || node.state === 'root' ? [] : [t(`graph:state.${node.state}`)]),
        ].join(t('graph:comma'))}
      </p>
      {into.length > 0 && (
        <dl className={styles.facts}>
          <Fact
            name={t('callsReceived')}
            value={format.count(into.reduce((sum, edge) => sum + edge.source.calls, 0))}
          />
          <Fact name={map.sampled ? t('rateEstimated') : t('columns.rate')} value={`${format.rate(rate)} rps`} />
          <Fact
            name={t('columns.errors')}
            value={format.share(rate > 0 ? failed / rate : 0)}
            failing={node.state === 'bad' || node.state === 'warn'}
          />
        </dl>
      )}
      <EdgeList title={t('calledBy')} edges={into} end="client" onSelect={onSelect} />
      <EdgeList title={t('callsTo')} edges={outOf} end="server" onSelect={onSelect} />
    </>
  );
}

interface EdgeListProps {
  readonly title: string;
  readonly edges: readonly DrawnEdge[];
  /** Which end of the calls is listed. */
  readonly end: 'client' | 'server';
  readonly onSelect: (selection: Selection) => void;
}

function EdgeList({ title, edges, end, onSelect }: EdgeListProps) {
  const format = useFormat();
  if (edges.length === 0) return undefined;
  return (
    <>
      <RegionHeader title={title}>
        <span className={styles.count}>{edges.length}</span>
      </RegionHeader>
      <ul className={styles.list}>
        {edges.map((edge) => (
          <li key={edge.id}>
            <button
              type="button"
              className={styles.edge}
              onClick={() => onSelect({ kind: 'edge', client: edge.source.client, server: edge.source.server })}
            >
              <GraphNodeName node={edge[end].source} drawnLabel={edge[end].label} />
              <span className={styles.figures}>
                <span>{format.rate(edge.source.rate)} rps</span>
                <span data-failing={edge.failing}>{format.share(edge.source.errorShare)}</span>
                <span>{format.duration(BigInt(edge.source.p95))}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Fact({
  name,
  value,
  failing = false,
}: {
  readonly name: string;
  readonly value: string;
  readonly failing?: boolean;
}) {
  return (
    <div className={styles.fact} data-failing={failing}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
