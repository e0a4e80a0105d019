// The button of a bar behind which the graph's view is chosen. It says what is chosen.
import { Button, Popover } from '@mantine/core';
import { IconSitemap } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readGraphView } from '../lib/graph-view.ts';
import { AnchorTo } from './anchor-to.tsx';
import styles from './graph-view-control.module.css';
import { GraphViewFields, type GraphViewProps } from './graph-view-fields.tsx';
import { MountOnOpen } from './mount-on-open.tsx';

export function GraphViewControl({ view, onView }: GraphViewProps) {
  const { t } = useTranslation('graph');
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  const { split, fold } = readGraphView(view);
  const by = split === undefined ? undefined : t(`split.short.${split}`);
  const told = fold === undefined ? by : by === undefined ? t('fold.short') : t('fold.splitShort', { by });
  return (
    <>
      <Button
        ref={button}
        variant={told === undefined ? 'default' : 'light'}
        classNames={{ label: styles.label, section: styles.section }}
        leftSection={<IconSitemap size={14} stroke={1.75} />}
        aria-haspopup="dialog"
        aria-expanded={opened}
        title={told ?? t('split.nodes')}
        onClick={() => setOpened((before) => !before)}
      >
        {told ?? t('split.nodes')}
      </Button>
      <MountOnOpen opened={opened}>
        {(shown) => (
          <Popover opened={shown} onChange={setOpened} position="bottom-end" trapFocus returnFocus withRoles={false}>
            <Popover.Target>
              <AnchorTo element={button.current} />
            </Popover.Target>
            <Popover.Dropdown role="dialog" aria-label={t('split.title')} className={styles.dropdown}>
              <div className={styles.inner}>
                <GraphViewFields view={view} onView={onView} inPopover />
              </div>
            </Popover.Dropdown>
          </Popover>
        )}
      </MountOnOpen>
    </>
  );
}
