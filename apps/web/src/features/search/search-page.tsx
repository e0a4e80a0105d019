// Search. This file looks at the address: only what can be read is asked.
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../../ui/page-title.tsx';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import { addressFaults } from './address-faults.ts';
import { SearchView } from './search-view.tsx';
import { UnreadableAddress } from './unreadable-address.tsx';

const route = getRouteApi('/search');

export function SearchPage() {
  const { t } = useTranslation('search');
  const url = route.useSearch();
  const timeRangeUrl = useTimeRangeUrl();
  const navigate = useNavigate();
  const { faults, readable } = useMemo(() => addressFaults(url), [url]);
  if (faults.length === 0) return <SearchView url={url} />;
  return (
    <>
      <PageTitle title={t('title')} />
      <UnreadableAddress
        faults={faults}
        onGoOn={() => void navigate({ to: '/search', search: { ...timeRangeUrl, ...readable }, replace: true })}
      />
    </>
  );
}
