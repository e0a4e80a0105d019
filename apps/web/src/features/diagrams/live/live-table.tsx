// The twin of a live diagram: its parts, then the ways between them, each with its numbers.
import type { LiveDiagram } from '@spanloom/api-schema';
import { type LivePart, liveParts, trimPadding } from '@spanloom/diagrams';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../../ui/data-table.tsx';
import { Name } from '../../../ui/name.tsx';
import { useLiveLinks } from './live-links.ts';

interface LiveTableProps {
  readonly diagram: LiveDiagram;
  /** Of a part of a time: what it has nothing of, by place. */
  readonly absent?: ReadonlySet<number> | undefined;
  readonly label: string;
}

export function LiveTable({ diagram, absent, label }: LiveTableProps) {
  const { t } = useTranslation('diagrams');
  const columns = (['part', 'numbers'] as const).map((id) => ({ id, label: t(`live.columns.${id}`), number: false }));
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={liveParts(diagram).map((part, place) => ({
        key: `${part.mark} ${part.key}`,
        cells: () => (
          <>
            <th scope="row">
              <PartLink part={part} />
            </th>
            <td data-failing={part.failed}>
              {absent?.has(place) === true ? t('live.absent') : part.values.map(trimPadding).join(' · ')}
            </td>
          </>
        ),
      }))}
    />
  );
}

function PartLink({ part }: { readonly part: LivePart }) {
  const { hrefOf } = useLiveLinks();
  const openedFrom = useLocation({ select: (location) => location.href });
  const href = hrefOf(part);
  if (href === undefined) return <Name text={part.title} />;
  return (
    <Link to={href} state={{ openedFrom }}>
      <Name text={part.title} />
    </Link>
  );
}
