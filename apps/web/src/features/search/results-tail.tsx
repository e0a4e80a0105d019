// What stands below the last row: a page being read, one that failed, a button for more, or the end.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.ts';
import { usePreferences } from '../../ui/preferences.tsx';
import { shownColumns } from './result-columns.ts';
import { SkeletonRow } from './result-row.tsx';
import { SpanSkeleton } from './span-list.tsx';
import type { Search } from './use-search.ts';
import styles from './result-list.module.css';

const SKELETONS = 6;

interface ResultsTailProps {
  readonly list: Search['active']['query'];
  readonly spans: boolean;
  readonly onMore: () => void;
}

export function ResultsTail({ list, spans, onMore }: ResultsTailProps) {
  const { t } = useTranslation('search');
  const columns = shownColumns(usePreferences().preferences.columns);
  if (list.isFetchingNextPage)
    return Array.from({ length: SKELETONS }, (_, index) =>
      spans ? <SpanSkeleton key={index} index={index} /> : <SkeletonRow key={index} index={index} columns={columns} />,
    );
  if (list.isFetchNextPageError) {
    const failure = list.error instanceof ApiError ? list.error.failure : undefined;
    return (
      <div className={styles.tail} role="alert">
        {t(spans ? 'moreSpansFailed' : 'moreFailed')} {failure?.kind === 'refused' ? failure.message : ''}
        <Button variant="default" onClick={onMore}>
          {t('loadMore')}
        </Button>
      </div>
    );
  }
  if (list.data === undefined) return undefined;
  return (
    <div className={styles.tail}>
      {list.hasNextPage ? (
        <Button variant="default" onClick={onMore}>
          {t('loadMore')}
        </Button>
      ) : (
        t(spans ? 'endOfSpans' : 'endOfList')
      )}
    </div>
  );
}
