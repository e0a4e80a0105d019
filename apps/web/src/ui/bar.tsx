// A bar in a table cell, on a scale that the column header names. Red only when the row has errors.
import styles from './bar.module.css';

/** `share`: 0 .. 1 of the scale. The figure itself stands beside the bar, so the bar is hidden from readers. */
export function Bar({ share, error }: { readonly share: number; readonly error: boolean }) {
  const percent = Math.min(Math.max(share, 0), 1) * 100;
  return (
    <span className={styles.track} aria-hidden="true">
      <span className={styles.fill} data-error={error} style={{ width: `max(2px, ${percent}%)` }} />
    </span>
  );
}
