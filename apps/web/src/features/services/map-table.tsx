// The map's twin: the edges or the nodes that it shows, as rows that can be sorted.
import type { Difference } from '@spanloom/analysis';
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { GraphNodeName } from '../../ui/graph-node-name.tsx';
import { useAgainstWords } from '../../ui/use-against-words.ts';
import type { Comparison } from '../../ui/use-comparison.ts';
import { useChangeWords } from '../../ui/use-change-words.ts';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { useKept } from '../../ui/use-kept.ts';
import { FOLDED_SIGN } from './part-words.ts';
import { type MapEdge, type ServiceMap, structureKey } from './service-map-model.ts';
import { isSelectedEdge, type Selection } from '../../ui/selection.ts';
import {
  EDGE_COLUMNS,
  type EdgeColumn,
  isNumber,
  NODE_COLUMNS,
  type NodeColumn,
  type NodeRow,
  nextSort,
  nodeRows,
  readSort,
  sortEdges,
  sortNodes,
} from './table-sort.ts';
import styles from './map-table.module.css';

const FAILING_SHARE = 0.01;

interface MapTableProps {
  readonly map: ServiceMap;
  readonly comparison: Comparison;
  readonly rows: 'edges' | 'nodes';
  /** As the address has it. */
  readonly sort: string | undefined;
  readonly selection: Selection | undefined;
  readonly onRows: (rows: 'edges' | 'nodes') => void;
  readonly onSort: (sort: string) => void;
  readonly onSelect: (selection: Selection) => void;
}

export function MapTable(props: MapTableProps) {
  const { t } = useTranslation(['services', 'graph']);
  const format = useFormat();
  const { map, rows, onRows } = props;
  const counts = { edges: map.edges.length, nodes: map.nodes.length };
  return (
    <section className={styles.region} aria-label={t('table')}>
      <div className={styles.tabs} role="group" aria-label={t('tableRows')}>
        {(['edges', 'nodes'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            className={styles.tab}
            aria-pressed={rows === kind}
            onClick={() => onRows(kind)}
          >
            {t(kind === 'edges' ? 'tabEdges' : 'tabNodes', { count: counts[kind], number: format.count(counts[kind]) })}
          </button>
        ))}
      </div>
      {rows === 'edges' ? <EdgeRows {...props} /> : <NodeRows {...props} />}
    </section>
  );
}

function EdgeRows({ map, comparison, sort: sortText, selection, onSort, onSelect }: MapTableProps) {
  const { t } = useTranslation(['services', 'graph']);
  const compared = comparison.state !== 'none';
  const sort = readSort(sortText, EDGE_COLUMNS, 'rate');
  // In the order of the moment when one sorted: a tick changes numbers, it does not move rows.
  const order = useKept(
    sortEdges(map.edges, sort).map((edge) => edge.id),
    `${sort.column} ${sort.descending} ${structureKey(map)}`,
  );
  const byId = new Map(map.edges.map((edge) => [edge.id, edge]));
  const edges = order.flatMap((id) => byId.get(id) ?? []);
  const columns = useColumns(EDGE_COLUMNS, comparison);
  return (
    <DataTable
      label={t('edgesTable')}
      columns={columns}
      sort={sort}
      onSort={(column) => onSort(nextSort(sort, column))}
      rows={edges.map((edge) => ({
        key: edge.id,
        selected: isSelectedEdge(edge, selection),
        onSelect: () => onSelect({ kind: 'edge', client: edge.source.client, server: edge.source.server }),
        cells: () => <EdgeCells edge={edge} compared={compared} />,
      }))}
    />
  );
}

function EdgeCells({ edge, compared }: { readonly edge: MapEdge; readonly compared: boolean }) {
  const { t } = useTranslation(['services', 'graph']);
  const format = useFormat();
  const { source, client, server, failing } = edge;
  // Of an edge that is gone there is none.
  const duration = (nanoseconds: string): string => (source.calls === 0 ? '–' : format.duration(BigInt(nanoseconds)));
  return (
    <>
      <th scope="row">
        <GraphNodeName node={client.source} drawnLabel={client.label} />
      </th>
      <td>
        <GraphNodeName node={server.source} drawnLabel={server.label} />
      </td>
      <td>
        {t(source.async ? 'graph:wayAsync' : 'graph:waySync')}
        {source.folded !== undefined && <FoldedSign />}
      </td>
      <td data-number="true">{t('graph:rps', { rate: format.rate(source.rate) })}</td>
      <td data-number="true" data-failing={failing}>
        {source.calls === 0 ? '–' : format.share(source.errorShare)}
      </td>
      <td data-number="true">{duration(source.p50)}</td>
      <td data-number="true">{duration(source.p95)}</td>
      <td data-number="true">{duration(source.p99)}</td>
      {compared && <ChangeCell difference={source.difference} />}
      <td data-number="true">{format.count(source.calls)}</td>
    </>
  );
}

function FoldedSign() {
  const { t } = useTranslation('graph');
  return (
    <span title={t('fold.legend')}>
      {` ${FOLDED_SIGN}`}
      <VisuallyHidden>{t('fold.legend')}</VisuallyHidden>
    </span>
  );
}

function NodeRows({ map, comparison, sort: sortText, selection, onSort, onSelect }: MapTableProps) {
  const { t } = useTranslation(['services', 'graph']);
  const compared = comparison.state !== 'none';
  const sort = readSort(sortText, NODE_COLUMNS, 'rate');
  const all = nodeRows(map.nodes, map.edges);
  const order = useKept(
    sortNodes(all, sort).map((row) => row.node.source.id),
    `${sort.column} ${sort.descending} ${structureKey(map)}`,
  );
  const byId = new Map(all.map((row) => [row.node.source.id, row]));
  const rows = order.flatMap((id) => byId.get(id) ?? []);
  const columns = useColumns(NODE_COLUMNS, comparison);
  return (
    <DataTable
      label={t('nodesTable')}
      columns={columns}
      sort={sort}
      onSort={(column) => onSort(nextSort(sort, column))}
      rows={rows.map((row) => ({
        key: row.node.source.id,
        selected: selection?.kind === 'node' && selection.id === row.node.source.id,
        onSelect: () => onSelect({ kind: 'node', id: row.node.source.id }),
        cells: () => <NodeCells row={row} compared={compared} />,
      }))}
    />
  );
}

function NodeCells({ row, compared }: { readonly row: NodeRow; readonly compared: boolean }) {
  const { t } = useTranslation(['services', 'graph']);
  const format = useFormat();
  const { node, callers, callees } = row;
  const { numbers } = node;
  return (
    <>
      <th scope="row">
        <GraphNodeName node={node.source} drawnLabel={node.label} />
      </th>
      <td>{t(`graph:kind.${node.source.kind}`)}</td>
      <td data-number="true">{numbers === undefined ? '–' : t('graph:rps', { rate: format.rate(numbers.rate) })}</td>
      <td data-number="true" data-failing={(numbers?.errorShare ?? 0) >= FAILING_SHARE}>
        {numbers === undefined ? '–' : format.share(numbers.errorShare)}
      </td>
      <td data-number="true">{numbers === undefined ? '–' : format.duration(BigInt(numbers.p95))}</td>
      <td data-number="true">{format.count(callers)}</td>
      <td data-number="true">{format.count(callees)}</td>
      {compared && <ChangeCell difference={node.source.difference} />}
      <td data-number="true">{numbers === undefined ? '–' : format.count(numbers.calls)}</td>
    </>
  );
}

/** All but the one of the comparison, which is there while there is one. */
function useColumns<C extends EdgeColumn | NodeColumn>(ids: readonly C[], comparison: Comparison): DataColumn<C>[] {
  const { t } = useTranslation('services');
  const againstWords = useAgainstWords();
  const against = comparison.state === 'none' ? undefined : againstWords(comparison.against);
  return ids
    .filter((id) => id !== 'against' || against !== undefined)
    .map((id) => {
      const column: EdgeColumn | NodeColumn = id;
      const label = column === 'against' && against !== undefined ? against : t(`columns.${column}`);
      return { id, label, number: isNumber(id) };
    });
}

function ChangeCell({ difference }: { readonly difference: Difference | undefined }) {
  const { text, tone } = useChangeWords().summary(difference);
  return (
    <td data-number="true" className={styles.change} data-tone={tone}>
      {text}
    </td>
  );
}
