// The left region of the gallery: what to look for, its sections with how many there are, and what the data does not allow.
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { RegionSection, RegionWords } from '../../../ui/region-section.tsx';
import { useTimeRangeUrl } from '../../../ui/use-time-range.ts';
import { type ChangeDiagramsUrl, type DiagramsUrl, FAMILIES, REFERENCE, REFERENCES } from '../diagrams-url.ts';
import { isFiltered, readFilter } from '../diagrams-filter.ts';
import { moveByArrows } from './arrow-keys.ts';
import { galleryUrl } from './gallery-url.ts';
import styles from './gallery-list.module.css';
import { useSightTitle } from './use-sight-title.ts';
import type { ReadSight } from './use-thumbnails.ts';

interface GalleryListProps {
  readonly url: DiagramsUrl;
  readonly change: ChangeDiagramsUrl;
  readonly reads: readonly ReadSight[];
  readonly finder: RefObject<HTMLInputElement | null>;
}

export function GalleryList({ url, change, reads, finder }: GalleryListProps) {
  const { t } = useTranslation('gallery');
  const offered = reads.filter(({ missing }) => !missing);
  const missing = reads.filter((read) => read.missing);
  return (
    <>
      <TextInput
        ref={finder}
        className={styles.find}
        aria-label={t('find')}
        placeholder={t('find')}
        leftSection={<IconSearch size={14} stroke={1.75} aria-hidden="true" />}
        value={url.find ?? ''}
        spellCheck={false}
        onChange={({ currentTarget: { value } }) => change({ find: value === '' ? undefined : value }, true)}
      />
      <nav className={styles.sections} aria-label={t('sections')} onKeyDown={moveByArrows}>
        <SectionLink url={url} family={undefined} label={t('all')} count={offered.length} />
        {FAMILIES.map((family) => (
          <SectionLink
            key={family}
            url={url}
            family={family}
            label={t(`families.${family}`)}
            count={offered.filter(({ sight }) => sight.family === family).length}
          />
        ))}
        <hr className={styles.rule} />
        <SectionLink url={url} family={REFERENCE} label={t('reference.section')} count={REFERENCES.length} />
      </nav>
      {missing.length > 0 && (
        <RegionSection title={t('notOffered')}>
          {isFiltered(readFilter(url)) && <RegionWords lines={[t('notOfferedFiltered')]} />}
          <MissingWords reads={missing} />
        </RegionSection>
      )}
    </>
  );
}

interface SectionLinkProps {
  readonly url: DiagramsUrl;
  readonly family: string | undefined;
  readonly label: string;
  readonly count: number;
}

function SectionLink({ url, family, label, count }: SectionLinkProps) {
  const format = useFormat();
  const time = useTimeRangeUrl();
  return (
    <Link
      to="/diagrams"
      search={{ ...time, ...galleryUrl(readFilter(url), family), find: url.find }}
      className={styles.section}
      activeOptions={{ includeSearch: true, explicitUndefined: true }}
    >
      <span>{label}</span>
      <span className={styles.count}>{format.count(count)}</span>
    </Link>
  );
}

/** Which data each of them waits for. */
function MissingWords({ reads }: { readonly reads: readonly ReadSight[] }) {
  const { t } = useTranslation('gallery');
  const titleOf = useSightTitle();
  return (
    <RegionWords
      lines={reads.map(({ sight: { id } }) => t('notOfferedLine', { title: titleOf(id), reason: t(`missing.${id}`) }))}
    />
  );
}
