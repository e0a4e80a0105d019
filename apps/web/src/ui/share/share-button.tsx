// Sharing what is shown: a button of the page's bar, Shift S, and an entry of the command palette.
import { Button, type ButtonProps } from '@mantine/core';
import { IconShare2 } from '@tabler/icons-react';
import { lazy, memo, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiagramFile } from '../../api/diagram-file.ts';
import { MountOnOpen } from '../mount-on-open.tsx';
import { usePageActions } from '../page-actions.tsx';
import { useShortcuts } from '../use-shortcuts.ts';

/** Not with the page: most are never shared. */
const ShareDialog = lazy(async () => ({ default: (await import('./share-dialog.tsx')).ShareDialog }));

interface ShareButtonProps extends Pick<ButtonProps, 'variant' | 'color' | 'className'> {
  /** Something is drawn. */
  readonly ready: boolean;
  /** What is drawn now, asked for on a press. */
  readonly fileOf: () => DiagramFile | undefined;
  /** Of the page. */
  readonly title: string;
  /** Instead, where names or labels are replaced: for a page whose title is one of them. */
  readonly plainTitle?: string;
}

export const ShareButton = memo(function ShareButton(props: ShareButtonProps) {
  const { ready, fileOf, title, plainTitle = title, ...look } = props;
  const { t } = useTranslation('shares');
  // What was drawn when it was opened: the page behind goes on.
  const [shared, setShared] = useState<DiagramFile>();
  const [opened, setOpened] = useState(false);
  const open = (): void => {
    const file = fileOf();
    if (file === undefined) return;
    setShared(file);
    setOpened(true);
  };
  useShortcuts({ 'shift+s': open });
  usePageActions(ready ? [{ label: t('shareThis'), alias: t('words'), keys: ['Shift', 'S'], run: open }] : []);
  return (
    <>
      <Button
        {...look}
        disabled={!ready}
        leftSection={<IconShare2 size={14} stroke={1.75} aria-hidden />}
        onClick={open}
      >
        {t('share')}
      </Button>
      <Suspense>
        <MountOnOpen opened={opened}>
          {(shown) =>
            shared !== undefined && (
              <ShareDialog
                file={shared}
                title={title}
                plainTitle={plainTitle}
                opened={shown}
                onClose={() => setOpened(false)}
              />
            )
          }
        </MountOnOpen>
      </Suspense>
    </>
  );
});
