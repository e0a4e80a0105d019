// A button that shows an icon only: its label is its accessible name and its tooltip.
import type { ComponentPropsWithRef, ReactNode } from 'react';
import styles from './icon-button.module.css';

interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'color' | 'children' | 'style'> {
  readonly label: string;
  readonly children: ReactNode;
  /** 24 in toolbars and rows. */
  readonly small?: boolean;
}

export function IconButton({ label, small = false, className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={className === undefined ? styles.button : `${styles.button} ${className}`}
      data-small={small || undefined}
      aria-label={label}
      data-tip={label}
      {...rest}
    >
      {children}
    </button>
  );
}
