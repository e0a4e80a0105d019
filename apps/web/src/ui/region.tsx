// Regions touch and share hairlines. A header of 28-32 px, and side regions whose width is dragged or moved by arrow keys.
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Splitter, useRegionWidth } from './splitter.tsx';
import styles from './region.module.css';

const MIN_WIDTH = 160;

export function RegionHeader({ title, children }: { readonly title?: ReactNode; readonly children?: ReactNode }) {
  return (
    <div className={styles.header}>
      {title !== undefined && <h2 className={styles.title}>{title}</h2>}
      {children}
    </div>
  );
}

interface SideRegionProps {
  /** Under which its width is remembered. */
  readonly name: string;
  /** For readers: "Span details". */
  readonly label: string;
  /** Which side of the page it lies on. */
  readonly side: 'left' | 'right';
  readonly initialWidth: number;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A side region of 160 px to half of the page, remembered. */
export function SideRegion({ name, label, side, initialWidth, className, children }: SideRegionProps) {
  const { t } = useTranslation('shell');
  const region = useRef<HTMLElement>(null);
  const limited = (wanted: number): number => {
    const whole = region.current?.parentElement?.clientWidth ?? Number.POSITIVE_INFINITY;
    return Math.round(Math.max(MIN_WIDTH, Math.min(wanted, whole / 2)));
  };
  const [width, setWidth] = useRegionWidth({ name, initial: initialWidth, limited });

  return (
    <aside
      ref={region}
      className={[styles.side, className].filter(Boolean).join(' ')}
      data-side={side}
      aria-label={label}
      style={{ width: `min(${width}px, 50%)` }}
    >
      <div className={styles.sideBody}>{children}</div>
      <Splitter
        className={styles.splitter}
        label={t('resize', { region: label })}
        width={width}
        min={MIN_WIDTH}
        onWidth={setWidth}
        grows={side === 'left' ? 'right' : 'left'}
      />
    </aside>
  );
}
