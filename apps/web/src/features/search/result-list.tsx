// The traces found, one a row, on one scale.
import { useMediaQuery } from '@mantine/hooks';
import type { TraceSummary } from '@spanloom/api-schema';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../ui/preferences.tsx';
import type { ResultOrder } from '../../ui/result-order.ts';
import { useNow } from '../../ui/use-now.ts';
import { ColumnHeader } from './column-header.tsx';
import { gridTracks, shownColumns } from './result-columns.ts';
import { ResultGrid, type ResultGridState } from './result-grid.tsx';
import { ResultCells, SkeletonRow } from './result-row.tsx';

const RELATIVE_TIME_MS = 5000;

interface ResultListProps extends ResultGridState {
  /** undefined while the first page is read. */
  readonly traces: readonly TraceSummary[] | undefined;
  /** How many there are; undefined while they are counted. */
  readonly total: number | undefined;
  readonly sort: string;
  readonly focusedId: string | undefined;
  /** Called before a trace opens, with the scroll offset to come back to. */
  readonly onLeave: (trace: TraceSummary, offset: number) => void;
  /** The service whose chip comes first. */
  readonly firstService: string | undefined;
}

export function ResultList({ traces, total, sort, onLeave, firstService, ...grid }: ResultListProps) {
  const { t } = useTranslation('search');
  const { preferences } = usePreferences();
  const columns = useMemo(() => shownColumns(preferences.columns), [preferences.columns]);
  const tracks = useMemo(() => gridTracks(columns), [columns]);
  const now = useNow(RELATIVE_TIME_MS);
  const narrow = useMediaQuery('(max-width: 1100px)') ?? false;
  const order = useMemo(
    (): ResultOrder => ({ traceIds: (traces ?? []).map(({ traceId }) => traceId), total }),
    [traces, total],
  );
  const max = useMemo(
    () => (traces ?? []).reduce((most, { duration }) => Math.max(most, Number(duration)), 0),
    [traces],
  );
  return (
    <ResultGrid
      {...grid}
      label={t('results')}
      rows={traces}
      idOf={traceIdOf}
      tracks={tracks}
      head={columns.map((column) => <ColumnHeader key={column} column={column} sort={sort} scaleMax={max} />)}
      cellsOf={(trace, scrolled) => (
        <ResultCells
          trace={trace}
          now={now}
          scaleMax={max}
          columns={columns}
          // The id takes the place of one.
          chips={narrow ? 1 : columns.includes('traceId') ? 2 : 3}
          withServiceName={!narrow}
          firstService={firstService}
          order={order}
          onLeave={() => onLeave(trace, scrolled())}
        />
      )}
      skeletonOf={(index) => <SkeletonRow key={index} index={index} columns={columns} />}
    />
  );
}

function traceIdOf({ traceId }: TraceSummary): string {
  return traceId;
}
