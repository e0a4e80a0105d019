// The right region of a picture of the service graph: which node or call is selected, the calls of a node, the traces behind.
import { Button } from '@mantine/core';
import { nodeId, SPLIT_KEYS, wholeNode } from '@spanloom/analysis';
import { IconArrowRight, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilterQuery, GraphQuery } from '../api/queries.ts';
import { throughCall, throughNode } from '../api/traces-through.ts';
import { useFormat } from '../i18n/use-format.ts';
import type { TimeRange } from '../lib/time-range.ts';
import { GraphNodeName } from './graph-node-name.tsx';
import { nodeNameOf } from './graph-view-fields.tsx';
import { IconButton } from './icon-button.tsx';
import { useNameText } from './name.tsx';
import { RegionHeader, SideRegion } from './region.tsx';
import {
  findPart,
  type SelectableEdge,
  type SelectableMap,
  type SelectableNode,
  type SelectedPart,
  type Selection,
} from './selection.ts';
import { TracesBehind } from './traces-behind.tsx';
import styles from './selected-part.module.css';

interface SelectedPartRegionProps<N extends SelectableNode, E extends SelectableEdge> {
  /** Under which its width is remembered. */
  readonly name: string;
  readonly label: string;
  readonly initialWidth: number;
  readonly map: SelectableMap<N, E>;
  readonly selection: Selection | undefined;
  /** Which traces are drawn, and of which time. */
  readonly filter: GraphQuery;
  readonly range: TimeRange;
  readonly onSelect: (selection: undefined) => void;
  /** Of a selected part, in words. */
  readonly kinds: Readonly<Record<Selection['kind'], string>>;
  /** What stands here while nothing is selected, or something that is not there. */
  readonly none: (selectionGone: boolean) => ReactNode;
  /** Its numbers. */
  readonly children: (part: SelectedPart<N, E>) => ReactNode;
}

/** The selected part: what it is, its numbers, and the traces that it was drawn from. */
export function SelectedPartRegion<N extends SelectableNode, E extends SelectableEdge>(
  props: SelectedPartRegionProps<N, E>,
) {
  const { map, selection, filter, range, kinds } = props;
  const part = selection && findPart(map, selection);
  return (
    <SideRegion
      name={props.name}
      label={props.label}
      side="right"
      initialWidth={props.initialWidth}
      className={selection === undefined ? styles.idle : styles.region}
    >
      {part === undefined ? (
        props.none(selection !== undefined)
      ) : (
        <>
          <PartHead kind={kinds[part.kind]} onDeselect={() => props.onSelect(undefined)} />
          {props.children(part)}
          <TracesBehind key={JSON.stringify(selection)} filter={tracesThrough(part, map, filter)} range={range} />
        </>
      )}
    </SideRegion>
  );
}

function tracesThrough<N extends SelectableNode, E extends SelectableEdge>(
  part: SelectedPart<N, E>,
  map: SelectableMap<N, E>,
  filter: GraphQuery,
): FilterQuery {
  const sources = map.edges.map(({ source }) => source);
  if (part.kind === 'node') return throughNode(filter, part.node.source, sources);
  const [edge] = part.edges;
  return edge === undefined ? filter : throughCall(filter, edge.source);
}

/** Of a part of a split service, which one; of another node nothing. */
export function SplitWords({ node }: { readonly node: SelectableNode }) {
  const { t } = useTranslation('graph');
  const { split } = node.source;
  if (split === undefined) return undefined;
  const key = SPLIT_KEYS[split.by];
  return <PartWords words={split.value === '' ? t('split.unknown', { key }) : `${key} = ${split.value}`} />;
}

/** Of an edge with folded calls, what they go through. */
export function FoldedWords({ edge }: { readonly edge: SelectableEdge }) {
  const { t } = useTranslation('graph');
  const format = useFormat();
  const nameText = useNameText();
  const { folded, calls } = edge.source;
  if (folded === undefined) return undefined;
  const names = folded.through.map((id) => nameText(nodeNameOf(id))).join(t('comma'));
  return (
    <PartWords words={t('fold.through', { calls: format.count(folded.calls), all: format.count(calls), names })} />
  );
}

interface FoldNodeProps {
  readonly node: SelectableNode;
  readonly edges: readonly SelectableEdge[];
  readonly onFold: (id: string) => void;
}

/** Folds a node that calls go through. */
export function FoldNode({ node, edges, onFold }: FoldNodeProps) {
  const { t } = useTranslation('graph');
  const goesOn = edges.some(({ client }) => client === node) && edges.some(({ server }) => server === node);
  if (!goesOn) return undefined;
  return (
    <div className={styles.fold}>
      <Button variant="default" onClick={() => onFold(nodeId(wholeNode(node.source)))}>
        {t('fold.node')}
      </Button>
    </div>
  );
}

export function PartHint({ words }: { readonly words: string }) {
  return <p className={styles.hint}>{words}</p>;
}

export function PartWords({ words }: { readonly words: string }) {
  return <p className={styles.words}>{words}</p>;
}

function PartHead({ kind, onDeselect }: { readonly kind: string; readonly onDeselect: () => void }) {
  const { t } = useTranslation('graph');
  return (
    <header className={styles.head}>
      <span className={styles.kind}>{kind}</span>
      <IconButton small label={t('deselect')} onClick={onDeselect}>
        <IconX size={14} stroke={1.75} />
      </IconButton>
    </header>
  );
}

export function NodeTitle({ node }: { readonly node: SelectableNode }) {
  return (
    <h2 className={styles.ends}>
      <GraphNodeName node={node.source} drawnLabel={node.label} />
    </h2>
  );
}

export function EdgeTitle({ edge: { client, server } }: { readonly edge: SelectableEdge }) {
  const { t } = useTranslation('graph');
  return (
    <h2 className={styles.ends}>
      <GraphNodeName node={client.source} drawnLabel={client.label} />
      <IconArrowRight size={14} stroke={1.75} aria-label={t('calls')} className={styles.arrow} />
      <GraphNodeName node={server.source} drawnLabel={server.label} />
    </h2>
  );
}

interface CallListsProps<E extends SelectableEdge> {
  readonly node: SelectableNode;
  readonly edges: readonly E[];
  readonly onSelect: (selection: Selection) => void;
}

/** Who calls a node, and whom it calls. */
export function CallLists<E extends SelectableEdge>({ node, edges, onSelect }: CallListsProps<E>) {
  const { t } = useTranslation('graph');
  return (
    <>
      <CallList
        title={t('calledBy')}
        edges={edges.filter(({ server }) => server === node)}
        end="client"
        onSelect={onSelect}
      />
      <CallList
        title={t('callsTo')}
        edges={edges.filter(({ client }) => client === node)}
        end="server"
        onSelect={onSelect}
      />
    </>
  );
}

interface CallListProps {
  readonly title: string;
  readonly edges: readonly SelectableEdge[];
  /** Which end of the calls is listed. */
  readonly end: 'client' | 'server';
  readonly onSelect: (selection: Selection) => void;
}

function CallList({ title, edges, end, onSelect }: CallListProps) {
  const { t } = useTranslation('graph');
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
