// The picture's twin: the same calls as rows.
import type { DiagramLanguage } from '@spanloom/api-schema';
import { edgeThrough } from '@spanloom/diagrams';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { GraphNodeName } from '../../../ui/graph-node-name.tsx';
import { useChangeWords } from '../../../ui/use-change-words.ts';
import { isSelectedEdge, type Selection } from '../../../ui/selection.ts';
import type { DrawnEdge, DrawnMap } from './paint-map.ts';

interface EdgesTableProps {
  readonly map: DrawnMap;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
}

const TEXTS = ['caller', 'called', 'way'] as const;
const NUMBERS = ['calls', 'rate', 'errors'] as const;

export function EdgesTable({ map, selection, onSelect }: EdgesTableProps) {
  const { t } = useTranslation('diagrams');
  const compared = map.edges.some(({ source }) => source.difference !== undefined);
  return (
    <DataTable
      label={t('tableLabel')}
      columns={[
        ...TEXTS.map((id) => ({ id, label: t(`columns.${id}`), number: false })),
        ...NUMBERS.map((id) => ({ id, label: t(`columns.${id}`), number: true })),
        ...['p50', 'p95', 'p99'].map((id) => ({ id, label: id, number: true })),
        ...(compared ? [{ id: 'against', label: t('columns.against'), number: true }] : []),
      ]}
      rows={map.edges.map((edge) => ({
        key: edge.id,
        selected: isSelectedEdge(edge, selection),
        onSelect: () => onSelect({ kind: 'edge', client: edge.source.client, server: edge.source.server }),
        cells: () => <Cells edge={edge} language={map.language} />,
      }))}
    />
  );
}

function Cells({ edge, language }: { readonly edge: DrawnEdge; readonly language: DiagramLanguage }) {
  const { t } = useTranslation('graph');
  const format = useFormat();
  const changeWords = useChangeWords();
  const { source } = edge;
  return (
    <>
      <th scope="row">
        <GraphNodeName node={edge.client.source} drawnLabel={edge.client.label} />
      </th>
      <td>
        <GraphNodeName node={edge.server.source} drawnLabel={edge.server.label} />
      </td>
      <td>
        {[t(source.async ? 'wayAsync' : 'waySync'), edgeThrough(edge, language)].filter(Boolean).join(t('comma'))}
      </td>
      <td data-number="true">{format.count(source.calls)}</td>
      <td data-number="true">{t('rps', { rate: format.rate(source.rate) })}</td>
      <td data-number="true" data-failing={edge.failing}>
        {format.share(source.errorShare)}
      </td>
      <td data-number="true">{format.duration(BigInt(source.p50))}</td>
      <td data-number="true">{format.duration(BigInt(source.p95))}</td>
      <td data-number="true">{format.duration(BigInt(source.p99))}</td>
      {source.difference !== undefined && <td data-number="true">{changeWords.summary(source.difference).text}</td>}
    </>
  );
}
