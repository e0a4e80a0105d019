// Chooses which columns the list of traces shows. This browser remembers it.
import { Button, Checkbox, Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageActions } from '../../ui/page-actions.tsx';
import { usePreferences } from '../../ui/preferences.tsx';
import { FIXED_COLUMN, RESULT_COLUMNS, shownColumns, withColumn } from './result-columns.ts';
import line from './order-line.module.css';
import styles from './columns-control.module.css';

export function ColumnsControl() {
  const { t } = useTranslation('search');
  const [opened, setOpened] = useState(false);
  const { preferences, change } = usePreferences();
  const shown = shownColumns(preferences.columns);
  usePageActions([{ label: t('columns'), run: () => setOpened(true) }]);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          className={line.tool}
          leftSection={<IconColumns3 size={14} stroke={1.75} aria-hidden="true" />}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened((before) => !before)}
        >
          {t('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('columns')} className={styles.dropdown}>
        {RESULT_COLUMNS.map((column) => (
          <Checkbox
            key={column}
            label={t(`column.${column}`)}
            checked={shown.includes(column)}
            disabled={column === FIXED_COLUMN}
            description={column === FIXED_COLUMN ? t('columnFixed') : undefined}
            classNames={{ description: styles.note }}
            onChange={(event) => change({ columns: withColumn(shown, column, event.currentTarget.checked) })}
          />
        ))}
        <Button
          variant="default"
          className={line.tool}
          disabled={preferences.columns === undefined}
          onClick={() => change({ columns: undefined })}
        >
          {t('columnsAtFirst')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
