// Place of the trace in the results it was opened from, with the way to the one before and the one after. All of it stands
// in the address, so it works as well while the trace is read, or when it could not be.
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { placeIn, usePlaceInResults, withFocusOn } from '../../ui/result-order.ts';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import styles from './trace-page.module.css';
import type { TraceUrl } from './trace-url.ts';

export function ResultsPlace({ traceId }: { readonly traceId: string }) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  const place = usePlaceInResults(traceId);
  const go = useGo();
  useShortcuts({
    '[': () => go('previous'),
    ']': () => go('next'),
  });
  if (place === undefined) return undefined;
  const { order, previous, next } = place;
  const total = order.total === undefined ? `${format.count(order.traceIds.length)}+` : format.count(order.total);
  return (
    <span className={styles.resultsPlace}>
      {t('placeInResults', { place: format.count(place.place), total })}
      <button
        type="button"
        aria-label={t('previousTrace')}
        disabled={previous === undefined}
        onClick={() => go('previous')}
      >
        <Kbd>[</Kbd>
      </button>
      <button type="button" aria-label={t('nextTrace')} disabled={next === undefined} onClick={() => go('next')}>
        <Kbd>]</Kbd>
      </button>
    </span>
  );
}

/** The other trace takes the place of this one in the history: the way back still leads to the list. */
function useGo(): (direction: 'previous' | 'next') => boolean {
  const router = useRouter();
  const navigate = useNavigate();
  return (direction) => {
    // The address may be ahead of what is rendered: a key counts from where the key before it led.
    const { pathname, state } = router.latestLocation;
    const { results, openedFrom } = state;
    if (results === undefined) return false;
    const traceId = placeIn(results, pathname.slice(pathname.lastIndexOf('/') + 1))?.[direction];
    if (traceId === undefined) return false;
    void navigate({
      to: '/trace/$traceId',
      params: { traceId },
      // How one looks at traces stays; what was looked at in this one does not.
      search: (before: object) => ({ ...before, ...OF_ONE_TRACE }),
      state: {
        results,
        ...(openedFrom === undefined ? {} : { openedFrom: withFocusOn(openedFrom, traceId) }),
      },
      replace: true,
    });
    return true;
  };
}

const OF_ONE_TRACE: Partial<TraceUrl> = { span: undefined, zoom: undefined, find: undefined, within: undefined };
