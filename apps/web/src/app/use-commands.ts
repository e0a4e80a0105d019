// What the command palette offers: the page's own actions, pages, pasted trace ids, recent things, services, times, looks.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { servicesQuery } from '../api/queries.ts';
import { urlOfSearchText, useSearchWords } from '../features/search/search-text.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../lib/language.ts';
import { parseTimeRange } from '../lib/parse-time-range.ts';
import { pastedTraceId } from '../lib/pasted-trace-id.ts';
import { RANGE_PRESETS, rangeOfKey } from '../lib/time-range.ts';
import { useNameText } from '../ui/name.tsx';
import { useListPageActions } from '../ui/page-actions.tsx';
import { usePreferences } from '../ui/preferences.tsx';
import { useRecent } from '../ui/recent.tsx';
import { useSavedSearches } from '../ui/saved-searches.tsx';
import { useNow } from '../ui/use-now.ts';
import { useSetTimeRange, useTimeRangeUrl } from '../ui/use-time-range.ts';
import type { Command } from './command.ts';
import { PAGES } from './pages.ts';
import { useRangeWords } from './use-range-words.ts';

/** A time that was typed is shown to the second. */
const CLOCK_MS = 1000;

/** `typed`: what stands in the palette's input. `showKeys` opens the list of keys. */
export function useCommands(typed: string, showKeys: () => void): readonly Command[] {
  const found = useFound(typed);
  const pageActions = useListPageActions();
  const ofPage = pageActions().map((action): Command => ({ ...action, id: `page ${action.label}`, group: 'page' }));
  return [
    ...found,
    ...ofPage,
    ...useGoTo(showKeys),
    ...useRecentThings(),
    ...useServices(),
    ...useTimes(),
    ...useLooks(),
  ];
}

/** What the text as a whole can mean: a trace id, a time. */
function useFound(typed: string): readonly Command[] {
  const { t } = useTranslation('shell');
  const openTrace = useOpenTrace();
  const setRange = useSetTimeRange();
  const words = useRangeWords();
  const traceId = pastedTraceId(typed);
  const now = useNow(CLOCK_MS);
  const time = parseTimeRange(typed, now);
  return [
    ...(traceId === undefined
      ? []
      : [
          {
            id: 'found trace',
            group: 'found' as const,
            label: t('openTrace'),
            detail: traceId,
            run: () => openTrace(traceId, ''),
          },
        ]),
    ...(time.kind !== 'range'
      ? []
      : [
          {
            id: 'found time',
            group: 'found' as const,
            label: t('showTime', { time: words.name(time.range) }),
            detail: words.window(time.range, now, 'second'),
            run: () => setRange(time.range),
          },
        ]),
  ];
}

function useGoTo(showKeys: () => void): readonly Command[] {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const time = useTimeRangeUrl();
  return [
    ...PAGES.map(({ to, label }, index) => ({
      id: to,
      group: 'goTo' as const,
      label: t('goToPage', { page: t(label) }),
      keys: [String(index + 1)],
      alias: to,
      run: () => void navigate({ to, search: time }),
    })),
    { id: '/start', group: 'goTo', label: t('start'), run: () => void navigate({ to: '/start', search: time }) },
    {
      id: '/data',
      group: 'goTo',
      label: t('data'),
      alias: t('deleteWords'),
      run: () => void navigate({ to: '/data', search: time }),
    },
    { id: '/shares', group: 'goTo', label: t('shares'), run: () => void navigate({ to: '/shares', search: time }) },
    { id: '/api-docs', group: 'goTo', label: t('api'), run: () => void navigate({ to: '/api-docs', search: time }) },
    { id: 'keys', group: 'goTo', label: t('keys'), keys: ['?'], alias: 'help keyboard', run: showKeys },
  ];
}

function useOpenTrace(): (traceId: string, label: string) => void {
  const navigate = useNavigate();
  const time = useTimeRangeUrl();
  const { remember } = useRecent();
  return (traceId, label) => {
    remember({ kind: 'trace', traceId, label });
    void navigate({ to: '/trace/$traceId', params: { traceId }, search: time });
  };
}

function useRecentThings(): readonly Command[] {
  const navigate = useNavigate();
  const time = useTimeRangeUrl();
  const { recent } = useRecent();
  const openTrace = useOpenTrace();
  const { saved } = useSavedSearches();
  const wordsOf = useSearchWords();
  const open = (text: string): void => void navigate({ to: '/search', search: { ...time, ...urlOfSearchText(text) } });
  return [
    ...recent.traces.map(({ traceId, label }) => ({
      id: `trace ${traceId}`,
      group: 'traces' as const,
      label: label === '' ? traceId : label,
      detail: label === '' ? undefined : traceId.slice(0, 8),
      run: () => openTrace(traceId, label),
    })),
    ...saved.map(({ name, text }) => ({
      id: `saved ${name}`,
      group: 'saved' as const,
      label: name,
      detail: wordsOf(text),
      run: () => open(text),
    })),
    ...recent.searches.map((text) => ({
      id: `search ${text}`,
      group: 'searches' as const,
      label: wordsOf(text),
      run: () => open(text),
    })),
  ];
}

function useServices(): readonly Command[] {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const time = useTimeRangeUrl();
  const { data } = useQuery(servicesQuery());
  const nameText = useNameText();
  return (data?.services ?? []).map(({ name, namespace, color }) => {
    const inNamespace = namespace === '' ? {} : { namespace };
    return {
      id: `service ${namespace}/${name}`,
      group: 'services' as const,
      label: nameText(name),
      detail: namespace === '' ? undefined : namespace,
      alias: t('searchService'),
      color,
      run: () => void navigate({ to: '/search', search: { ...time, service: name, ...inNamespace } }),
    };
  });
}

function useTimes(): readonly Command[] {
  const { t } = useTranslation('shell');
  const setRange = useSetTimeRange();
  const words = useRangeWords();
  const presets = RANGE_PRESETS.map(rangeOfKey).filter((range) => range !== undefined);
  return presets.map((range) => ({
    id: `time ${words.name(range)}`,
    group: 'time' as const,
    label: words.name(range),
    alias: t('timeRange'),
    run: () => setRange(range),
  }));
}

function useLooks(): readonly Command[] {
  const { t, i18n } = useTranslation('shell');
  const { change } = usePreferences();
  const themes = [
    { theme: undefined, label: 'themeSystem', alias: 'system theme' },
    { theme: 'light', label: 'themeLight', alias: 'light theme' },
    { theme: 'dark', label: 'themeDark', alias: 'dark theme' },
  ] as const;
  return [
    ...themes.map(({ theme, label, alias }) => ({
      id: label,
      group: 'look' as const,
      label: t(label),
      detail: t('theme'),
      alias,
      run: () => change({ theme }),
    })),
    ...LANGUAGES.map((language) => ({
      id: language,
      group: 'look' as const,
      label: LANGUAGE_NAMES[language],
      detail: t('language'),
      alias: 'language',
      run: () => {
        change({ language });
        void i18n.changeLanguage(language);
      },
    })),
  ];
}
