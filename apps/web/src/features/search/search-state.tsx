// Chooses what fills the page below the query box: results, or the state that says why there are none.
import { Button } from '@mantine/core';
import type { StatusResponse } from '@spanloom/api-schema';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeRange } from '../../lib/time-range.ts';
import { ProblemPanel } from '../../ui/states.tsx';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
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
  readonly status: StatusResponse | undefined;
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
  status,
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
  if (!found && status?.store.traces === 0) {
    return <ToGetStarted keepsConditions={conditions.length > 0} />;
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

/** Nothing to search in: Get started takes this place, and leads back here, with the conditions, when the first span has come. */
function ToGetStarted({ keepsConditions }: { readonly keepsConditions: boolean }) {
  const navigate = useNavigate();
  const search = useTimeRangeUrl();
  const href = useLocation({ select: (location) => location.href });
  // Once: this stays on screen for a moment while the address has already changed.
  const leave = useEffectEvent(() =>
    navigate({ to: '/start', search, state: keepsConditions ? { openedFrom: href } : {}, replace: true }),
  );
  useEffect(() => void leave(), []);
  return undefined;
}
