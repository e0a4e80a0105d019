// How long what this span did usually takes, over the page's time. Its line is there from the start, its words when they are
// known: nothing below it moves.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { liveRedQuery } from '../../api/live-queries.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTimeRange } from '../../ui/use-time-range.ts';
import type { UsualSubject } from './usual-subject.ts';

const KEPT_MS = 60_000;

export function UsualDuration({ subject }: { readonly subject: UsualSubject }) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  const range = useTimeRange();
  // Asked once for a service, not again and again: the drawer compares, it does not watch.
  const { data, error } = useQuery({
    ...liveRedQuery(subject.by, subject.node, range),
    refetchInterval: false,
    staleTime: KEPT_MS,
  });
  if (error !== null) return t('usualNotRead', { why: error.message });
  const total = data?.red.rows.find((row) => subject.isOf(row.subject))?.total;
  if (data === undefined || total === undefined) return undefined;
  const { start, end } = data.window;
  return t(subject.by === 'operation' ? 'usualOperation' : 'usualCall', {
    peer: subject.called,
    p95: format.duration(BigInt(total.p95)),
    window: format.window(start, end, end),
    count: total.calls,
    text: format.count(total.calls),
  });
}
