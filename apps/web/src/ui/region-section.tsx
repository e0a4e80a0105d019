// The sections of a side region: a title, and below it words, pairs of a name and a value, or controls.
import { type ReactNode, useId } from 'react';
import styles from './region-section.module.css';

interface RegionSectionProps {
  /** undefined: controls that have labels of their own. */
  readonly title?: string;
  readonly children: ReactNode;
}

export function RegionSection({ title, children }: RegionSectionProps) {
  const id = useId();
  if (title === undefined) return <section className={styles.section}>{children}</section>;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Lines of small text. */
export function RegionWords({ lines }: { readonly lines: readonly string[] }) {
  return (
    <div>
      {lines.map((line) => (
        <p key={line} className={styles.words}>
          {line}
        </p>
      ))}
    </div>
  );
}

/** Characters of a line from which values have lines of their own below their names. */
const LONG = 22;

export type RegionRow = readonly [name: string, value: string, onShow?: () => void];

/** A value may have several lines. All of them stand alike. `onShow`: the name leads to where it stands. */
export function RegionRows({ rows }: { readonly rows: readonly RegionRow[] }) {
  const long = rows.some(([, value]) => value.split('\n').some((line) => line.length > LONG));
  return (
    <dl className={styles.rows} data-long={long}>
      {rows.map(([name, value, onShow]) => (
        <div key={name} className={styles.row}>
          <dt>
            {onShow === undefined ? (
              name
            ) : (
              <button type="button" className={styles.show} onClick={onShow}>
                {name}
              </button>
            )}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
