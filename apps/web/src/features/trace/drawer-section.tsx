// A section of the span drawer that opens and closes: title, count, and a summary that stays when it is closed.
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import styles from './drawer-section.module.css';

interface DrawerSectionProps {
  readonly title: string;
  readonly count?: number;
  readonly summary?: ReactNode;
  /** Control at the right end of the header, such as a search field. */
  readonly action?: ReactNode;
  readonly initiallyOpen?: boolean;
  readonly children: ReactNode;
}

export function DrawerSection({ title, count, summary, action, initiallyOpen = false, children }: DrawerSectionProps) {
  const [open, setOpen] = useState(initiallyOpen);
  const format = useFormat();
  const body = useId();
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3>
          <button type="button" aria-expanded={open} aria-controls={body} onClick={() => setOpen(!open)}>
            <Chevron size={14} stroke={1.75} aria-hidden />
            {title}
            {count !== undefined && <span className={styles.count}>{format.count(count)}</span>}
          </button>
        </h3>
        {summary !== undefined && !open && <span className={styles.summary}>{summary}</span>}
        {open && action}
      </div>
      <div id={body} hidden={!open} className={styles.sectionBody}>
        {open && children}
      </div>
    </section>
  );
}
