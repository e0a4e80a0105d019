// Chooses which columns the list of traces shows. This browser remembers it.
import { Button, Checkbox } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonPopover } from '../../ui/button-popover.tsx';
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
    <ButtonPopover
      opened={opened}
      onOpened={setOpened}
      label={t('columns')}
      className={styles.dropdown}
      button={(opener) => (
        <Button
          {...opener}
          variant="subtle"
          color="gray"
          className={line.tool}
          leftSection={<IconColumns3 size={14} stroke={1.75} aria-hidden="true" />}
        >
          {t('columns')}
        </Button>
      )}
    >
      {() => (
        <>
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
        </>
      )}
    </ButtonPopover>
  );
}
