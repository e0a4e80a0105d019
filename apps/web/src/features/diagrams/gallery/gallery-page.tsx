// Every diagram that the data of this time can draw, as pictures that stay as fresh as they are cheap.
import { useComputedColorScheme } from '@mantine/core';
import { type ReactNode, useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDiagramLanguage } from '../../../i18n/use-diagram-language.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { FootLine, type KeyHint } from '../../../ui/foot-line.tsx';
import frame from '../../../ui/page-frame.module.css';
import { PageTitle } from '../../../ui/page-title.tsx';
import { SideRegion } from '../../../ui/region.tsx';
import { isUnreachable, StatePanel, UnreachableBanner } from '../../../ui/states.tsx';
import { useShortcuts } from '../../../ui/use-shortcuts.ts';
import { useTimeRange } from '../../../ui/use-time-range.ts';
import { DiagramFilter } from '../frame/diagram-filter.tsx';
import optionsWidth from '../frame/diagram-frame.module.css';
import { useFilter } from '../diagrams-filter.ts';
import { FAMILIES, REFERENCE } from '../diagrams-url.ts';
import { type DiagramPageProps, SIGHTS } from '../kinds.tsx';
import { moveByArrows } from './arrow-keys.ts';
import { GalleryList } from './gallery-list.tsx';
import { galleryUrl, sectionOf } from './gallery-url.ts';
import styles from './gallery-page.module.css';
import { ReferenceTiles, useFoundReferences } from './reference-tiles.tsx';
import { SightTile } from './sight-tile.tsx';
import { useSightTitle } from './use-sight-title.ts';
import { type ReadSight, useThumbnails } from './use-thumbnails.ts';

export function GalleryPage({ url, change }: DiagramPageProps) {
  const { t } = useTranslation(['gallery', 'shell']);
  const format = useFormat();
  const range = useTimeRange();
  const dark = useComputedColorScheme() === 'dark';
  const language = useDiagramLanguage();
  const filter = useFilter(url);
  const section = sectionOf(url);
  const reads = useThumbnails(SIGHTS, { range, filter, theme: dark ? 'dark' : 'light', language });
  const offered = reads.filter(({ missing }) => !missing);
  const shown = useFound(offered, url.find ?? '').filter(
    ({ sight }) => section === undefined || sight.family === section,
  );
  const foundReferences = useFoundReferences(url.find ?? '');
  const references = section === REFERENCE ? foundReferences : [];
  const away = reads.find(({ error }) => isUnreachable(error));
  const finder = useRef<HTMLInputElement>(null);
  const tiles = useRef<HTMLDivElement>(null);
  useShortcuts({
    '/': () => finder.current?.focus(),
    ArrowDown: () => focusFirst(tiles.current),
    ArrowRight: () => focusFirst(tiles.current),
  });
  const keys = useMemo(
    (): KeyHint[] => [
      { keys: ['←', '↑', '→', '↓'], label: t('keyMove'), inFootLine: true },
      { keys: ['↵'], label: t('keyOpen'), inFootLine: true },
      { keys: ['/'], label: t('keyFind'), inFootLine: true },
    ],
    [t],
  );
  const readMs = reads.reduce((sum, { thumbnail }) => sum + (thumbnail?.elapsedMs ?? 0), 0);
  return (
    <div className={frame.page}>
      <header className={frame.bar}>
        <PageTitle title={t('shell:diagrams')} />
        <h1 className={frame.title}>{t('shell:diagrams')}</h1>
        <span className={frame.subject}>
          {section === REFERENCE
            ? t('reference.lead')
            : t('lead', { count: offered.length, kinds: format.count(offered.length) })}
        </span>
      </header>
      {away !== undefined && (
        <UnreachableBanner
          failedAt={away.failedAt}
          retrying={away.fetching}
          onRetry={() => {
            for (const read of reads) if (isUnreachable(read.error)) read.retry();
          }}
        />
      )}
      {section !== REFERENCE && (
        <DiagramFilter filter={filter} change={change} addressOf={(next) => galleryUrl(next, url.family)} />
      )}
      <div className={frame.work}>
        <SideRegion
          name="diagram-gallery"
          label={t('sections')}
          side="left"
          initialWidth={216}
          className={optionsWidth.options}
        >
          <GalleryList url={url} change={change} reads={reads} finder={finder} />
        </SideRegion>
        <section className={styles.middle} aria-label={t('shell:diagrams')} onKeyDown={moveByArrows} ref={tiles}>
          {FAMILIES.map((family) => {
            const ofFamily = shown.filter(({ sight }) => sight.family === family);
            return (
              <Section key={family} title={t(`families.${family}`)} count={ofFamily.length}>
                {ofFamily.map((read) => (
                  <SightTile key={read.sight.id} read={read} filter={filter} followsClock={range.kind === 'relative'} />
                ))}
              </Section>
            );
          })}
          <Section title={t('reference.section')} count={references.length}>
            <ReferenceTiles shown={references} />
          </Section>
          {shown.length + references.length === 0 && <StatePanel title={t('nothing')} lead={t('nothingHint')} />}
        </section>
      </div>
      <FootLine keys={keys}>
        {section !== REFERENCE && (
          <>
            <span>
              {t('footRead', {
                count: offered.length,
                diagrams: format.count(offered.length),
                duration: format.duration(readMs * 1e6),
              })}
            </span>
            <span>{t('footScope')}</span>
          </>
        )}
      </FootLine>
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

/** Nothing while it has no tiles. */
function Section({ title, count, children }: SectionProps) {
  const format = useFormat();
  const id = useId();
  if (count === 0) return undefined;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title} <span className={styles.count}>{format.count(count)}</span>
      </h2>
      <ul className={styles.tiles}>{children}</ul>
    </section>
  );
}

/** Those whose title or section has the text. */
function useFound(reads: readonly ReadSight[], text: string): readonly ReadSight[] {
  const { t } = useTranslation('gallery');
  const titleOf = useSightTitle();
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return reads;
  return reads.filter(({ sight: { id, family } }) =>
    `${titleOf(id)} ${t(`families.${family}`)}`.toLowerCase().includes(wanted),
  );
}

/** False when the focus is somewhere else already. */
function focusFirst(tiles: HTMLElement | null): boolean {
  if (document.activeElement !== null && document.activeElement !== document.body) return false;
  tiles?.querySelector<HTMLElement>('a[href]')?.focus();
  return true;
}
