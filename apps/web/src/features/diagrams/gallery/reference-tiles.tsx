// The reference gallery: diagrams of what no telemetry tells of.
import { REFERENCE_DIAGRAMS } from '@spanloom/diagrams';
import { useTranslation } from 'react-i18next';
import { useDiagramLanguage } from '../../../i18n/use-diagram-language.ts';
import { REFERENCES } from '../diagrams-url.ts';
import { GalleryTile } from './gallery-tile.tsx';

/** `find`: part of a title. */
export function useFoundReferences(find: string) {
  const { t } = useTranslation('gallery');
  const wanted = find.trim().toLowerCase();
  return REFERENCES.filter((no) => t(`reference.titles.${no}`).toLowerCase().includes(wanted));
}

export function ReferenceTiles({ shown }: { readonly shown: readonly (typeof REFERENCES)[number][] }) {
  const { t } = useTranslation('gallery');
  const language = useDiagramLanguage();
  return shown.map((no) => (
    <GalleryTile
      key={no}
      title={t(`reference.titles.${no}`)}
      about={t(`reference.captions.${no}`)}
      url={{ reference: no }}
      text={REFERENCE_DIAGRAMS[no][language]}
    />
  ));
}
