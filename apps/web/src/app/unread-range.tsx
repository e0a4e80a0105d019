// The time in the address that could not be read, and which one is shown instead.
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type TimeRangeUrl, unreadRange, writeTimeRange } from '../lib/time-range.ts';
import { AddressNotice } from '../ui/address-notice.tsx';
import { useTimeRange, useTimeRangeUrl } from '../ui/use-time-range.ts';
import { useRangeWords } from './use-range-words.ts';

export function UnreadRange() {
  const { t } = useTranslation('shell');
  const words = useRangeWords();
  const navigate = useNavigate();
  const shown = useTimeRange();
  const unread = unreadRange(useTimeRangeUrl());
  if (unread === undefined) return undefined;
  const drop = (): void =>
    void navigate({
      to: '.',
      search: (before: TimeRangeUrl) => ({
        ...before,
        live: before.live === '1' ? before.live : undefined,
        ...writeTimeRange(shown),
      }),
      state: true,
      replace: true,
    });
  return (
    <AddressNotice
      lead={t('rangeUnread')}
      parts={[{ text: unread, instead: t('rangeInstead', { range: words.name(shown) }) }]}
      onDrop={drop}
    />
  );
}
