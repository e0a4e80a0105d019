// The button of a bar behind which the graph's view is chosen. It says what is chosen.
import { Button } from '@mantine/core';
import { IconSitemap } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readGraphView } from '../lib/graph-view.ts';
import { ButtonPopover } from './button-popover.tsx';
import styles from './graph-view-control.module.css';
import { GraphViewFields, type GraphViewProps } from './graph-view-fields.tsx';

export function GraphViewControl({ view, onView }: GraphViewProps) {
  const { t } = useTranslation('graph');
  const [opened, setOpened] = useState(false);
  const { split, fold } = readGraphView(view);
  const by = split === undefined ? undefined : t(`split.short.${split}`);
  const told = fold === undefined ? by : by === undefined ? t('fold.short') : t('fold.splitShort', { by });
  return (
    <ButtonPopover
      opened={opened}
      onOpened={setOpened}
      label={t('split.title')}
      className={styles.dropdown}
      button={(opener) => (
        <Button
          {...opener}
          variant={told === undefined ? 'default' : 'light'}
          classNames={{ label: styles.label, section: styles.section }}
          leftSection={<IconSitemap size={14} stroke={1.75} />}
          title={told ?? t('split.nodes')}
        >
          {told ?? t('split.nodes')}
        </Button>
      )}
    >
      {() => (
        <>
          <div className={styles.inner}>
            <GraphViewFields view={view} onView={onView} inPopover />
          </div>
        </>
      )}
    </ButtonPopover>
  );
}
