// Which traces are drawn: the filter of Search, over a diagram of a window and over the gallery.
import { useTranslation } from 'react-i18next';
import type { FilterUrl } from '../../../lib/filter-url.ts';
import { FilterBox } from '../../../ui/filter/filter-box.tsx';
import { writeFilter } from '../diagrams-filter.ts';
import type { ChangeDiagramsUrl, DiagramsUrl } from '../diagrams-url.ts';
import styles from './diagram-filter.module.css';

interface DiagramFilterProps {
  readonly filter: FilterUrl;
  readonly change: ChangeDiagramsUrl;
  /** What to write over the address for a filter. */
  readonly addressOf?: (filter: FilterUrl) => Partial<DiagramsUrl>;
}

export function DiagramFilter({ filter, change, addressOf = seenAnew }: DiagramFilterProps) {
  const { t } = useTranslation('filter');
  return (
    <section className={styles.row} aria-label={t('filters')}>
      <FilterBox url={filter} onChange={(next) => change(addressOf(next))} />
    </section>
  );
}

/** Of other traces it is another picture, seen from its beginning. */
function seenAnew(filter: FilterUrl): Partial<DiagramsUrl> {
  return { ...writeFilter(filter), cut: undefined };
}
