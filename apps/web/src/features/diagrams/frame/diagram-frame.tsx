// The page of any kind of diagram: its bar with the views and copying, its options on the left, the diagram in the middle.
import { memo, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiagramFile } from '../../../api/diagram-file.ts';
import { FootLine, type KeyHint } from '../../../ui/foot-line.tsx';
import frame from '../../../ui/page-frame.module.css';
import { PageTitle } from '../../../ui/page-title.tsx';
import { SideRegion } from '../../../ui/region.tsx';
import { isUnreachable, UnreachableBanner } from '../../../ui/states.tsx';
import { useShortcuts } from '../../../ui/use-shortcuts.ts';
import { useSteady } from '../../../ui/use-steady.ts';
import { ViewSwitch } from '../../../ui/view-switch.tsx';
import { type View, VIEWS } from '../diagrams-url.ts';
import { CopyMarkdown } from './copy-markdown.tsx';
import { ShareButton } from '../../../ui/share/share-button.tsx';
import { DownloadMenu } from './download-menu.tsx';
import { ToGallery } from './to-gallery.tsx';
import styles from './diagram-frame.module.css';

/** Mermaid text, or what makes it when it is asked for: a tick does not wait for what nobody reads. */
export type DiagramSource = string | (() => string);

interface DiagramFrameProps {
  readonly title: string;
  /** Beside the title: what it is about and how fresh it is. */
  readonly facts: ReactNode;
  readonly actions?: ReactNode;
  readonly view: View;
  readonly onView: (view: View) => void;
  /** undefined while there is none. */
  readonly text: DiagramSource | undefined;
  /** What the server draws the same from; undefined while nothing is drawn. */
  readonly file: DiagramFile | undefined;
  /** False: it is the same everywhere, and there is nothing to share. */
  readonly shareable?: boolean;
  readonly reading: {
    readonly error: Error | null;
    readonly failedAt: number;
    readonly fetching: boolean;
    readonly retry: () => void;
  };
  /** Over the diagram: which traces it is drawn of. */
  readonly filter?: ReactNode;
  readonly options: ReactNode;
  readonly children: ReactNode;
  /** Right of the diagram. */
  readonly beside?: ReactNode;
  readonly foot: readonly string[];
  /** What Enter does on a part. */
  readonly keyOpen: string;
  readonly moreKeys?: readonly KeyHint[];
}

export function DiagramFrame(props: DiagramFrameProps) {
  const {
    title,
    facts,
    actions,
    view,
    onView,
    text,
    file,
    shareable = true,
    reading,
    filter,
    options,
    children,
    beside,
    foot,
    keyOpen,
    moreKeys,
  } = props;
  const { t } = useTranslation(['diagrams', 'filter', 'shares']);
  const filtered = Boolean(filter);
  const fileOf = useSteady(() => file);
  useShortcuts({ t: () => onView(view === 'table' ? 'diagram' : 'table') });
  const keys = useMemo(
    (): KeyHint[] => [
      { keys: ['0'], label: t('keyFit'), inFootLine: true },
      { keys: ['+', '−'], label: t('keyZoom') },
      { keys: ['←', '↑', '→', '↓'], label: t('keyPan') },
      { keys: ['Tab'], label: t('keyNext'), inFootLine: true },
      { keys: ['↵'], label: keyOpen, inFootLine: true },
      { keys: ['T'], label: t('keyTable'), inFootLine: true },
      ...(filtered ? [{ keys: ['F'], label: t('filter:keyFilter') }] : []),
      ...(shareable ? [{ keys: ['Shift', 'S'], label: t('shares:keyShare'), inFootLine: true }] : []),
      ...(moreKeys ?? []),
    ],
    [t, keyOpen, shareable, filtered, moreKeys],
  );
  return (
    <div className={frame.page}>
      <header className={frame.bar}>
        <PageTitle title={title} />
        <ToGallery />
        <h1 className={frame.title}>{title}</h1>
        {facts}
        <div className={frame.actions}>
          <Views view={view} onView={useSteady(onView)} />
          {actions}
          <CopyMarkdown ready={text !== undefined} textOf={useSteady(() => sourceText(text))} />
          {file !== undefined && <DownloadMenu fileOf={fileOf} />}
          {shareable && <ShareButton ready={file !== undefined} fileOf={fileOf} title={title} />}
        </div>
      </header>
      {isUnreachable(reading.error) && (
        <UnreachableBanner failedAt={reading.failedAt} retrying={reading.fetching} onRetry={reading.retry} />
      )}
      {filter}
      <div className={frame.work}>
        <SideRegion
          name="diagram-options"
          label={t('options')}
          side="left"
          initialWidth={248}
          className={styles.options}
        >
          {options}
        </SideRegion>
        <section className={frame.middle}>{children}</section>
        {beside}
      </div>
      <FootLine keys={keys}>
        {foot.map((words) => (
          <span key={words}>{words}</span>
        ))}
      </FootLine>
    </div>
  );
}

/** A tick leaves it as it is. */
const Views = memo(function Views({ view, onView }: Pick<DiagramFrameProps, 'view' | 'onView'>) {
  const { t } = useTranslation('diagrams');
  return (
    <ViewSwitch view={view} views={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))} onView={onView} />
  );
});

function sourceText(source: DiagramSource | undefined): string {
  return typeof source === 'function' ? source() : (source ?? '');
}
