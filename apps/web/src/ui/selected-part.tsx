// The right region of a picture of the service graph: which node or call is selected, and the calls of a node.
import type { GraphEdge, GraphNode } from '@spanloom/api-schema';
import { IconArrowRight, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { GraphNodeName } from './graph-node-name.tsx';
import { IconButton } from './icon-button.tsx';
import { RegionHeader, SideRegion } from './region.tsx';
import styles from './selected-part.module.css';

/** What is selected in a picture of the service graph. */
export type Selection =
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'edge'; readonly client: string; readonly server: string };

/** A node as a picture has it. */
export interface SelectableNode {
  readonly source: GraphNode;
  readonly label: string;
}

export interface SelectableEdge {
  readonly id: string;
  readonly source: GraphEdge;
  readonly client: SelectableNode;
  readonly server: SelectableNode;
  readonly failing: boolean;
}

interface SelectedPartRegionProps {
  /** Under which its width is remembered. */
  readonly name: string;
  readonly label: string;
  readonly initialWidth: number;
  readonly selected: boolean;
  readonly children: ReactNode;
}

export function SelectedPartRegion({ name, label, initialWidth, selected, children }: SelectedPartRegionProps) {
  return (
    <SideRegion
      name={name}
      label={label}
      side="right"
      initialWidth={initialWidth}
      className={selected ? styles.region : styles.idle}
    >
      {children}
    </SideRegion>
  );
}

export function PartHint({ words }: { readonly words: string }) {
  return <p className={styles.hint}>{words}</p>;
}

export function PartWords({ words }: { readonly words: string }) {
  return <p className={styles.words}>{words}</p>;
}

export function PartHead({ kind, onDeselect }: { readonly kind: string; readonly onDeselect: () => void }) {
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
