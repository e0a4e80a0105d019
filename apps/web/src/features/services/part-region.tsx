// The right region: the selected node or edge with its numbers, what is inferred, and its traces; or what the map is made of.
import { IconArrowRight, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { throughCall, throughNode } from '../../api/traces-through.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { TimeRange } from '../../lib/time-range.ts';
import { GraphNodeName } from '../../ui/graph-node-name.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { RegionHeader, SideRegion } from '../../ui/region.tsx';
import { TracesBehind } from '../../ui/traces-behind.tsx';
import { MapFacts } from './map-facts.tsx';
import { PartNumbers } from './part-numbers.tsx';
import { type SeriesState, useRedSeries } from './red-series.ts';
import { isBetween, type MapEdge, type MapNode, type ServiceMap } from './service-map-model.ts';
import type { Selection } from './services-url.ts';
import { EVERY_TRACE, type LiveServices } from './use-service-map.ts';
import styles from './part-region.module.css';

const FAILING_SHARE = 0.01;

interface PartRegionProps {
  readonly live: LiveServices;
  readonly whole: ServiceMap;
  readonly selection: Selection | undefined;
  readonly range: TimeRange;
  readonly onSelect: (selection: Selection | undefined) => void;
}

export function PartRegion({ live, whole, selection, range, onSelect }: PartRegionProps) {
  const { t } = useTranslation('services');
  const part = selection && findPart(whole, selection);
  return (
    <SideRegion
      name="service-map-part"
      label={t('part')}
      side="right"
      initialWidth={340}
      className={part === undefined ? styles.idle : styles.region}
    >
      {part === undefined ? (
        <MapFacts live={live} range={range} selectionGone={selection !== undefined} />
      ) : (
        <PartFacts part={part} whole={whole} range={range} onSelect={onSelect} />
      )}
    </SideRegion>
  );
}

interface PartFactsProps {
  readonly part: Part;
  readonly whole: ServiceMap;
  readonly range: TimeRange;
  readonly onSelect: (selection: Selection | undefined) => void;
}

function PartFacts({ part, whole, range, onSelect }: PartFactsProps) {
  const { t } = useTranslation('services');
  const over = useRedSeries(part.selection, range);
  return (
    <>
      <header className={styles.head}>
        <span className={styles.kind}>{t(part.kind === 'node' ? 'selectedNode' : 'selectedEdge')}</span>
        <IconButton small label={t('deselect')} onClick={() => onSelect(undefined)}>
          <IconX size={14} stroke={1.75} />
        </IconButton>
      </header>
      {part.kind === 'node' ? (
        <NodeFacts node={part.node} map={whole} over={over} onSelect={onSelect} />
      ) : (
        part.edges.map((edge) => (
          // The series are those of all calls between the two: told where there is one kind of them.
          <EdgeFacts
            key={edge.id}
            edge={edge}
            sampled={whole.sampled}
            over={part.edges.length === 1 ? over : undefined}
          />
        ))
      )}
      <TracesBehind
        key={JSON.stringify(part.selection)}
        filter={
          part.kind === 'node'
            ? throughNode(
                EVERY_TRACE,
                part.node.source,
                whole.edges.map((edge) => edge.source),
              )
            : throughCall(EVERY_TRACE, part.selection)
        }
        range={range}
      />
    </>
  );
}

type Part =
  | { readonly kind: 'node'; readonly selection: Selection & { readonly kind: 'node' }; readonly node: MapNode }
  | {
      readonly kind: 'edge';
      readonly selection: Selection & { readonly kind: 'edge' };
      readonly edges: readonly MapEdge[];
    };

function findPart(map: ServiceMap, selection: Selection): Part | undefined {
  if (selection.kind === 'node') {
    const node = map.nodes.find((candidate) => candidate.source.id === selection.id);
    return node && { kind: 'node', selection, node };
  }
  const edges = map.edges.filter((edge) => isBetween(edge, selection));
  return edges.length === 0 ? undefined : { kind: 'edge', selection, edges };
}

interface EdgeFactsProps {
  readonly edge: MapEdge;
  readonly sampled: boolean;
  readonly over: SeriesState | undefined;
}

function EdgeFacts({ edge, sampled, over }: EdgeFactsProps) {
  const { t } = useTranslation('services');
  const { source, client, server, failing } = edge;
  return (
    <>
      <h2 className={styles.ends}>
        <GraphNodeName node={client.source} drawnLabel={client.label} />
        <IconArrowRight size={14} stroke={1.75} aria-label={t('calls')} className={styles.arrow} />
        <GraphNodeName node={server.source} drawnLabel={server.label} />
      </h2>
      <p className={styles.words}>{t(source.async ? 'asyncWords' : 'syncWords')}</p>
      {source.inferred && <InferredWords node={server.source.kind === 'service' ? client : server} />}
      <PartNumbers numbers={source} failing={failing} sampled={sampled} over={over} callsName={t('columns.calls')} />
    </>
  );
}

interface NodeFactsProps {
  readonly node: MapNode;
  readonly map: ServiceMap;
  readonly over: SeriesState;
  readonly onSelect: (selection: Selection) => void;
}

function NodeFacts({ node, map, over, onSelect }: NodeFactsProps) {
  const { t } = useTranslation(['services', 'graph']);
  const { numbers, state } = node;
  const told = state === 'bad' || state === 'warn' ? [t(`graph:state.${state}`)] : [];
  return (
    <>
      <h2 className={styles.ends}>
        <GraphNodeName node={node.source} drawnLabel={node.label} />
      </h2>
      <p className={styles.words}>{[t(`graph:kind.${node.source.kind}`), ...told].join(t('graph:comma'))}</p>
      {node.source.kind !== 'service' && <InferredWords node={node} />}
      {numbers === undefined ? (
        <p className={styles.hint}>{t('notCalled')}</p>
      ) : (
        <PartNumbers
          numbers={numbers}
          failing={numbers.errorShare >= FAILING_SHARE}
          sampled={map.sampled}
          over={over}
          callsName={t('callsReceived')}
        />
      )}
      <EdgeList
        title={t('calledBy')}
        edges={map.edges.filter((edge) => edge.server === node)}
        end="client"
        onSelect={onSelect}
      />
      <EdgeList
        title={t('callsTo')}
        edges={map.edges.filter((edge) => edge.client === node)}
        end="server"
        onSelect={onSelect}
      />
    </>
  );
}

/** What is known of a node that sends nothing itself, and from what. */
function InferredWords({ node }: { readonly node: MapNode }) {
  const { t } = useTranslation('services');
  const { kind } = node.source;
  return <p className={styles.words}>{t(`inferredFrom.${kind}`, { name: node.label })}</p>;
}

interface EdgeListProps {
  readonly title: string;
  readonly edges: readonly MapEdge[];
  /** Which end of the calls is listed. */
  readonly end: 'client' | 'server';
  readonly onSelect: (selection: Selection) => void;
}

function EdgeList({ title, edges, end, onSelect }: EdgeListProps) {
  const { t } = useTranslation('services');
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
                <span>{t('rps', { rate: format.rate(edge.source.rate) })}</span>
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
