// What can be done with a trace as a whole: see it as a sequence, take it away as OTLP/JSON or as what the page shows, or
// delete it, which is asked about first.
import { Menu } from '@mantine/core';
import { IconArrowsLeftRight, IconDots, IconDownload, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteTrace } from '../../api/actions.ts';
import { type DiagramFile, diagramFileUrl } from '../../api/diagram-file.ts';
import { storeChanged } from '../../api/store-changed.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconMenu } from '../../ui/icon-menu.tsx';
import { MountOnOpen } from '../../ui/mount-on-open.tsx';
import { useOpenedFrom } from '../../ui/opened-from.ts';
import { usePageActions } from '../../ui/page-actions.tsx';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import type { TraceModel } from './trace-model.ts';
import styles from './trace-page.module.css';

const FORMATS = ['html', 'svg', 'png'] as const;

interface TraceMenuProps {
  readonly model: TraceModel;
  /** What the server draws the same trace from. */
  readonly file: DiagramFile;
}

export function TraceMenu({ model, file }: TraceMenuProps) {
  const { t } = useTranslation(['trace', 'shell']);
  const [asking, setAsking] = useState(false);
  const range = useTimeRangeUrl();
  const askToDelete = (): void => setAsking(true);
  usePageActions([{ label: t('deleteTrace'), alias: t('shell:deleteWords'), run: askToDelete }]);
  return (
    <>
      <IconMenu label={t('traceMenu')} icon={<IconDots size={16} stroke={1.75} />}>
        <Menu.Item
          leftSection={<IconArrowsLeftRight size={14} stroke={1.75} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/diagrams" search={{ ...range, kind: 'sequence', trace: model.traceId }} {...props} />
          )}
        >
          {t('sequenceDiagram')}
        </Menu.Item>
        <Menu.Item
          component="a"
          href={`/api/v1/traces/${model.traceId}/otlp`}
          download={`${model.traceId}.json`}
          leftSection={<IconDownload size={14} stroke={1.75} aria-hidden />}
        >
          {t('downloadOtlp')}
        </Menu.Item>
        {FORMATS.map((format) => (
          <Menu.Item
            key={format}
            component="a"
            href={diagramFileUrl(file, format)}
            download={`${model.traceId}.${format}`}
            leftSection={<IconDownload size={14} stroke={1.75} aria-hidden />}
          >
            {t(`downloadAs.${format}`)}
          </Menu.Item>
        ))}
        <Menu.Item leftSection={<IconTrash size={14} stroke={1.75} aria-hidden />} onClick={askToDelete}>
          {t('deleteTrace')}
        </Menu.Item>
      </IconMenu>
      <MountOnOpen opened={asking}>
        {(opened) => <DeleteDialog model={model} opened={opened} onClose={() => setAsking(false)} />}
      </MountOnOpen>
    </>
  );
}

interface DeleteDialogProps {
  readonly model: TraceModel;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function DeleteDialog({ model, opened, onClose }: DeleteDialogProps) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  const router = useRouter();
  const client = useQueryClient();
  const openedFrom = useOpenedFrom();
  const range = useTimeRangeUrl();
  const deletion = useMutation({
    mutationFn: () => deleteTrace(model.traceId),
    onSuccess: () => {
      // Away from it first: what is on screen would be asked for again, and is no more.
      const left = router.subscribe('onRendered', () => {
        left();
        void storeChanged(client);
      });
      router.history.push(openedFrom ?? router.buildLocation({ to: '/search', search: range }).href);
    },
  });
  return (
    <ConfirmDialog
      opened={opened}
      title={t('deleteTitle')}
      action={t('deleteForGood')}
      pending={deletion.isPending}
      error={deletion.error}
      onCancel={onClose}
      onConfirm={() => deletion.mutate()}
    >
      <p className={styles.dialogText}>
        {t('deleteText', {
          name: model.root?.name || t('unnamed'),
          count: model.spans,
          text: format.count(model.spans),
        })}
      </p>
    </ConfirmDialog>
  );
}
