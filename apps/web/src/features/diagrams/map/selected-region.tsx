// The right region: the selected part with its numbers, and the traces it was drawn from.
import { useTranslation } from 'react-i18next';
import type { FilterQuery } from '../../../api/queries.ts';
import { throughCall, throughNode } from '../../../api/traces-through.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import type { TimeRange } from '../../../lib/time-range.ts';
import {
  CallLists,
  EdgeTitle,
  NodeTitle,
  PartHead,
  PartHint,
  PartWords,
  SelectedPartRegion,
  type Selection,
} from '../../../ui/selected-part.tsx';
import { TracesBehind } from '../../../ui/traces-behind.tsx';
import { type DrawnEdge, type DrawnMap, type DrawnNode, isEdge } from './paint-map.ts';
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
    <SelectedPartRegion
      name="diagram-selected"
      label={t('selected')}
      initialWidth={300}
      selected={selection !== undefined}
    >
      {part === undefined ? (
        <PartHint words={selection === undefined ? t('selectHint') : t('selectionGone')} />
      ) : (
        <>
          <PartHead
            kind={part.kind === 'node' ? t('selectedNode') : t('selectedCall')}
            onDeselect={() => onSelect(undefined)}
          />
          {part.kind === 'node' ? (
            <NodeFacts node={part.node} map={map} onSelect={onSelect} />
          ) : (
            part.edges.map((edge) => <EdgeFacts key={edge.id} edge={edge} sampled={map.sampled} />)
          )}
          <TracesBehind key={JSON.stringify(selection)} filter={tracesFilter(part, map, filter)} range={range} />
        </>
      )}
    </SelectedPartRegion>
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
  const { t } = useTranslation(['diagrams', 'graph']);
  const format = useFormat();
  const { source } = edge;
  return (
    <>
      <EdgeTitle edge={edge} />
      <PartWords
        words={
          source.inferred
            ? t('inferredWords', { name: edge.server.label })
            : t(source.async ? 'graph:asyncWords' : 'graph:syncWords')
        }
      />
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
  const { requests } = node.source;
  return (
    <>
      <NodeTitle node={node} />
      <PartWords
        words={[
          t(`graph:kind.${node.source.kind}`),
          ...(node.state === 'ok' || node.state === 'root' ? [] : [t(`graph:state.${node.state}`)]),
        ].join(t('graph:comma'))}
      />
      {requests !== undefined && (
        <dl className={styles.facts}>
          <Fact name={t('callsReceived')} value={format.count(requests.calls)} />
          <Fact
            name={map.sampled ? t('rateEstimated') : t('columns.rate')}
            value={`${format.rate(requests.rate)} rps`}
          />
          <Fact
            name={t('columns.errors')}
            value={format.share(requests.errorShare)}
            failing={node.state === 'bad' || node.state === 'warn'}
          />
        </dl>
      )}
      <CallLists node={node} edges={map.edges} onSelect={onSelect} />
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
