// The picture's twin: the same calls as rows, with every digit.
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import type { Selection } from './diagrams-url.ts';
import { exactMillis, exactRate, exactShare } from '../../lib/exact-values.ts';
import { GraphNodeName } from '../../ui/graph-node-name.tsx';
import { type DrawnEdge, type DrawnMap, isEdge } from './paint-map.ts';
import styles from './edges-table.module.css';

interface EdgesTableProps {
  readonly map: DrawnMap;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
}

export function EdgesTable({ map, selection, onSelect }: EdgesTableProps) {
  const { t } = useTranslation('diagrams');
  const heads = ['caller', 'called', 'way', 'calls', 'rate', 'errors'] as const;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="sl-visually-hidden">{t('tableLabel')}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" data-number={head === 'calls' || head === 'rate' || head === 'errors'}>
                {t(`columns.${head}`)}
              </th>
            ))}
            {['p50', 'p95', 'p99'].map((head) => (
              <th key={head} scope="col" data-number="true">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {map.edges.map((edge) => (
            <Row
              key={edge.id}
              edge={edge}
              selected={selection?.kind === 'edge' && isEdge(edge, selection.client, selection.server)}
              onSelect={() => onSelect({ kind: 'edge', client: edge.source.client, server: edge.source.server })}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly edge: DrawnEdge;
  readonly selected: boolean;
  readonly onSelect: () => void;
}

function Row({ edge, selected, onSelect }: RowProps) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const { source } = edge;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onSelect();
  };
  return (
    <tr tabIndex={0} aria-selected={selected} data-selected={selected} onClick={onSelect} onKeyDown={onKeyDown}>
      <th scope="row">
        <GraphNodeName node={edge.client.source} drawnLabel={edge.client.label} />
      </th>
      <td>
        <GraphNodeName node={edge.server.source} drawnLabel={edge.server.label} />
      </td>
      <td>{t(source.async ? 'wayAsync' : 'waySync')}</td>
      <td data-number="true">{format.count(source.calls)}</td>
      <td data-number="true">{exactRate(source.rate)} rps</td>
      <td data-number="true" data-failing={edge.failing}>
        {exactShare(source.errorShare)}
      </td>
      <td data-number="true">{exactMillis(source.p50)}</td>
      <td data-number="true">{exactMillis(source.p95)}</td>
      <td data-number="true">{exactMillis(source.p99)}</td>
    </tr>
  );
}
