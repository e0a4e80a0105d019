// Sharing what is shown: a button of the page's bar, Shift S, and an entry of the command palette.
import { Button } from '@mantine/core';
import { IconShare2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiagramFile } from '../../api/diagram-file.ts';
import { MountOnOpen } from '../mount-on-open.tsx';
import { usePageActions } from '../page-actions.tsx';
import { useShortcuts } from '../use-shortcuts.ts';
import { ShareDialog } from './share-dialog.tsx';

interface ShareButtonProps {
  /** What is drawn now; undefined while nothing is. */
  readonly file: DiagramFile | undefined;
  /** Of the page. */
  readonly title: string;
}

export function ShareButton({ file, title }: ShareButtonProps) {
  const { t } = useTranslation('shares');
  // What was drawn when it was opened: the page behind goes on.
  const [shared, setShared] = useState<DiagramFile>();
  const [opened, setOpened] = useState(false);
  const open = (): void => {
    if (file === undefined) return;
    setShared(file);
    setOpened(true);
  };
  useShortcuts({ 'shift+s': open });
  usePageActions(
    file === undefined ? [] : [{ label: t('shareThis'), alias: t('words'), keys: ['Shift', 'S'], run: open }],
  );
  return (
    <>
      <Button disabled={file === undefined} leftSection={<IconShare2 size={14} stroke={1.75} />} onClick={open}>
        {t('share')}
      </Button>
      <MountOnOpen opened={opened}>
        {(shown) =>
          shared !== undefined && (
            <ShareDialog file={shared} title={title} opened={shown} onClose={() => setOpened(false)} />
          )
        }
      </MountOnOpen>
    </>
  );
}
