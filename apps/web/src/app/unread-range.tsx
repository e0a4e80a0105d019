// Amber line over a page: the time in the address could not be read, and which one is shown instead.
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { unreadRange, writeTimeRange } from '../lib/time-range.ts';
import { useTimeRange, useTimeRangeUrl } from '../ui/use-time-range.ts';
import { useRangeWords } from './use-range-words.ts';
import styles from './unread-range.module.css';

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
      search: (before: object) => ({ ...before, ...writeTimeRange(shown) }),
      state: true,
      replace: true,
    });
  return (
    <div className={styles.line} role="alert">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <span>
        <strong>{t('rangeUnread')}</strong> <code>{unread}</code>
      </span>
      <span>{t('rangeInstead', { range: words.name(shown) })}</span>
      <Button variant="default" className={styles.action} onClick={drop}>
        {t('dropRange')}
      </Button>
    </div>
  );
}
