// A word that explains itself: on hover, on focus, and to stay on click.
import { Popover } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { AnchorTo } from '../../ui/anchor-to.tsx';
import { MountOnOpen } from '../../ui/mount-on-open.tsx';
import styles from './trace-page.module.css';

interface ExplainedProps {
  readonly label: ReactNode;
  readonly className: string | undefined;
  readonly children: ReactNode;
}

export function Explained({ label, className, children }: ExplainedProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [hovered, setHovered] = useState(false);
  const [pinned, setPinned] = useState(false);
  const close = (): void => {
    setHovered(false);
    setPinned(false);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        onMouseEnter={() => setHovered(true)}
        onMouseLeave={() => setHovered(false)}
        onFocus={(event) => setHovered(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setHovered(false)}
        onClick={(event) => {
          event.stopPropagation();
          setPinned((value) => !value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !(hovered || pinned)) return;
          event.stopPropagation();
          close();
        }}
      >
        {label}
      </button>
      <MountOnOpen opened={hovered || pinned}>
        {(opened) => (
          <Popover opened={opened} onDismiss={close} position="bottom-start" width={340} withinPortal>
            <Popover.Target>
              <AnchorTo element={button.current} />
            </Popover.Target>
            <Popover.Dropdown className={styles.explanation} onClick={(event) => event.stopPropagation()}>
              {children}
            </Popover.Dropdown>
          </Popover>
        )}
      </MountOnOpen>
    </>
  );
}
