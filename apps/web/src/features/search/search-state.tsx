// Chooses what fills the page below the query box: results, or the state that says why there are none.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeRange } from '../../lib/time-range.ts';
import { ProblemPanel } from '../../ui/states.tsx';
import { NoResults } from './no-results.tsx';
import { NotFinished } from './not-finished.tsx';
import type { SearchUrl } from './search-url.ts';
import type { Search } from './use-search.ts';
import styles from './search-state.module.css';

interface SearchStateProps {
  readonly url: SearchUrl;
  readonly search: Search;
  readonly range: TimeRange;
  /** The server refused, or could not be understood. */
  readonly problem: Error | undefined;
  readonly unreachable: boolean;
  readonly onChange: (url: SearchUrl) => void;
  readonly onRange: (range: TimeRange) => void;
  readonly children: ReactNode;
}

export function SearchState({
  url,
  search,
  range,
  problem,
  unreachable,
  onChange,
  onRange,
  children,
}: SearchStateProps) {
  const { t } = useTranslation('search');
  const { active, found, histogram, window, conditions, filter } = search;
  if (problem !== undefined && !active.query.isFetchNextPageError) {
    const clear = <Button onClick={() => onChange({})}>{t('startAfresh')}</Button>;
    return (
      <div className={styles.region}>
        <ProblemPanel title={t('refusedTitle')} error={problem} action={clear} />
      </div>
    );
  }
  if (unreachable && !found) {
    return (
      <div className={styles.region}>
        <NotFinished error={active.query.error ?? histogram.query.error} />
      </div>
    );
  }
  const answered = active.query.isSuccess && histogram.query.isSuccess;
  if (answered && !found && histogram.data?.traces === 0 && window !== undefined) {
    return (
      <div className={styles.region}>
        <NoResults {...{ url, conditions, filter, range, window, onChange, onRange }} />
      </div>
    );
  }
  return children;
}
