// Where the parts of a live diagram lead.
import type { PartTarget } from '@spanloom/api-schema';
import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimeRangeUrl } from '../../../ui/use-time-range.ts';
import type { LiveLinks } from './paint-live.ts';

/** The same object while nothing of it changes. */
export function useLiveLinks(): LiveLinks {
  const { t } = useTranslation('diagrams');
  const router = useRouter();
  const { range, from, to } = useTimeRangeUrl();
  return useMemo(() => {
    const time = { range, from, to };
    const href = (target: PartTarget): string => {
      switch (target.to) {
        case 'search': {
          const { to: _, ...filter } = target;
          return router.buildLocation({ to: '/search', search: { ...time, ...filter } }).href;
        }
        case 'span': {
          const { traceId, spanId } = target;
          return router.buildLocation({ to: '/trace/$traceId', params: { traceId }, search: { ...time, span: spanId } })
            .href;
        }
        case 'node':
          return router.buildLocation({ to: '/services', search: { ...time, node: target.node } }).href;
        case 'call': {
          const { client, server } = target;
          return router.buildLocation({ to: '/services', search: { ...time, client, server } }).href;
        }
      }
    };
    return {
      hrefOf: ({ leads }) => leads && href(leads),
      nameOf: ({ title, values }) => t('live.open', { name: [title, ...values].join(', ') }),
      absentNameOf: ({ title }) => t('live.open', { name: [title, t('live.absent')].join(', ') }),
    };
  }, [t, router, range, from, to]);
}
