// The button that makes a file of what was found; and what it says while it works and afterwards.
import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { usePageActions } from '../../ui/page-actions.tsx';
import { EXPORT_FORMATS, EXPORT_LIMIT } from './export-file.ts';
import type { Exporting } from './use-export.ts';
import styles from './order-line.module.css';

interface ExportMenuProps {
  readonly exporting: Exporting;
  /** Traces that match; undefined while they are counted. */
  readonly total: number | undefined;
}

export function ExportMenu({ exporting, total }: ExportMenuProps) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const { start } = exporting;
  usePageActions(
    start === undefined ? [] : EXPORT_FORMATS.map((kind) => ({ label: t(`exportAs.${kind}`), run: () => start(kind) })),
  );
  const limited = total === undefined || total > EXPORT_LIMIT;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          className={styles.tool}
          leftSection={<IconDownload size={14} stroke={1.75} aria-hidden="true" />}
          disabled={start === undefined}
        >
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {limited
            ? t('exportFirst', { limit: format.count(EXPORT_LIMIT) })
            : t('exportAll', { count: total, text: format.count(total) })}
        </Menu.Label>
        {EXPORT_FORMATS.map((kind) => (
          <Menu.Item key={kind} onClick={() => start?.(kind)}>
            {t(`exportFormat.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Nothing while nothing was asked for. */
export function ExportState({ exporting }: { readonly exporting: Exporting }) {
  const words = useWords(exporting);
  const { t } = useTranslation('search');
  const reading = exporting.state?.kind === 'reading';
  return (
    <>
      {/* Always there: a region that comes with its first words is not read out. Counting on is not read out either. */}
      <span className={styles.kept} role="status" aria-live={reading ? 'off' : 'polite'} title={words}>
        {words}
      </span>
      {reading && (
        <Button variant="default" className={styles.tool} onClick={exporting.cancel}>
          {t('exportCancel')}
        </Button>
      )}
    </>
  );
}

function useWords({ state }: Exporting): string | undefined {
  const { t } = useTranslation('search');
  const format = useFormat();
  switch (state?.kind) {
    case 'reading': {
      const read = format.count(state.read);
      return state.of === undefined
        ? t('exportRead', { read })
        : t('exportReadOf', { read, of: format.count(state.of) });
    }
    case 'saved': {
      const words = { count: state.traces, text: format.count(state.traces) };
      return state.more ? t('exportedFirst', words) : t('exported', words);
    }
    case 'failed': {
      const failure = state.error instanceof ApiError ? state.error.failure : undefined;
      return `${t('exportFailed')} ${failure?.kind === 'refused' ? failure.message : state.error.message}`;
    }
    case undefined:
      return undefined;
  }
}
