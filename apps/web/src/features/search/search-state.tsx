// Chooses what fills the page below the query box: results, or the state that says why there are none.
import { Button } from '@mantine/core';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
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
  /** The layer over the bars, which takes the focus when results come back. */
  readonly bars: RefObject<HTMLDivElement | null>;
  readonly onChange: (url: SearchUrl) => void;
  readonly onRange: (range: TimeRange) => void;
  readonly children: ReactNode;
}

/** What fills the page: results, or why there are none. */
type State = 'results' | 'refused' | 'not finished' | 'nothing';

export function SearchState(props: SearchStateProps) {
  const state = stateOf(props);
  const region = useRef<HTMLDivElement>(null);
  const before = useRef(state);
  const focused = useRef<Element>(null);
  useEffect(() => {
    const remember = ({ target }: FocusEvent): void => {
      focused.current = target instanceof Element ? target : null;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);
  useLayoutEffect(() => {
    if (before.current === state) return;
    before.current = state;
    // Only where what had the focus went with what was shown: nobody else's is taken.
    if (document.activeElement !== document.body || focused.current?.isConnected !== false) return;
    (state === 'results' ? props.bars : region).current?.focus({ preventScroll: true });
  }, [state, props.bars]);
  if (state === 'results') return props.children;
  return (
    <div ref={region} tabIndex={-1} className={styles.region}>
      <Reason state={state} {...props} />
    </div>
  );
}

function stateOf({ search, problem, unreachable }: SearchStateProps): State {
  const { active, found, histogram, window } = search;
  if (problem !== undefined && !active.query.isFetchNextPageError) return 'refused';
  if (unreachable && !found) return 'not finished';
  const answered = active.query.isSuccess && histogram.query.isSuccess;
  return answered && !found && histogram.data?.traces === 0 && window !== undefined ? 'nothing' : 'results';
}

function Reason({
  state,
  url,
  search,
  range,
  problem,
  onChange,
  onRange,
}: SearchStateProps & { readonly state: State }) {
  const { t } = useTranslation('search');
  const { active, histogram, window, conditions, filter } = search;
  if (state === 'refused' && problem !== undefined) {
    const clear = <Button onClick={() => onChange({})}>{t('startAfresh')}</Button>;
    return <ProblemPanel title={t('refusedTitle')} error={problem} action={clear} />;
  }
  if (state === 'nothing' && window !== undefined) {
    return <NoResults {...{ url, conditions, filter, range, window, onChange, onRange }} />;
  }
  return <NotFinished error={active.query.error ?? histogram.query.error} />;
}
