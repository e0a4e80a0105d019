// The twin of a diagram of a trace: its parts as rows, each with a link to its span.
import { Link, useLocation } from '@tanstack/react-router';
import { DataTable } from '../../../ui/data-table.tsx';
import { Name } from '../../../ui/name.tsx';
import { useTimeRangeUrl } from '../../../ui/use-time-range.ts';
import type { KindRow, KindTable } from './trace-kind.ts';

interface TraceTableProps {
  readonly table: KindTable;
  readonly traceId: string;
}

/** The first column that is no number leads to the span. */
export function TraceTable({ table, traceId }: TraceTableProps) {
  const { label, columns, rows } = table;
  const lead = columns.find(({ id }) => id === 'operation') ?? columns.find(({ number }) => !number);
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={rows.map((row) => ({
        key: row.key,
        cells: () =>
          columns.map(({ id, number }, index) => {
            const text = row.cells[index] ?? '';
            return id === lead?.id ? (
              <th key={id} scope="row">
                <SpanLink row={row} text={text} traceId={traceId} />
              </th>
            ) : (
              <td key={id} data-number={number} data-failing={row.failing?.includes(id) === true}>
                {text}
              </td>
            );
          }),
      }))}
    />
  );
}

interface SpanLinkProps {
  readonly row: KindRow;
  readonly text: string;
  readonly traceId: string;
}

function SpanLink({ row: { spanId }, text, traceId }: SpanLinkProps) {
  const range = useTimeRangeUrl();
  const openedFrom = useLocation({ select: (location) => location.href });
  if (spanId === undefined) return <Name text={text} />;
  return (
    <Link to="/trace/$traceId" params={{ traceId }} search={{ ...range, span: spanId }} state={{ openedFrom }}>
      <Name text={text} />
    </Link>
  );
}
