// A button with an icon that opens a menu below it.
import { Menu } from '@mantine/core';
import { type ReactNode, useId, useRef, useState } from 'react';
import { AnchorTo } from './anchor-to.tsx';
import { IconButton } from './icon-button.tsx';
import { MountOnOpen } from './mount-on-open.tsx';

interface IconMenuProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly className?: string | undefined;
  readonly onOpen?: () => void;
  /** Menu.Item and its like. */
  readonly children: ReactNode;
}

export function IconMenu({ label, icon, className, onOpen, children }: IconMenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  const change = (next: boolean): void => {
    setOpened(next);
    if (next) onOpen?.();
  };
  return (
    <>
      <IconButton
        ref={button}
        id={id}
        label={label}
        className={className}
        aria-haspopup="menu"
        aria-expanded={opened}
        aria-controls={opened ? `${id}-dropdown` : undefined}
        onClick={() => change(!opened)}
      >
        {icon}
      </IconButton>
      <MountOnOpen opened={opened}>
        {(shown) => (
          <Menu id={id} position="bottom-end" opened={shown} onChange={change}>
            <Menu.Target>
              <AnchorTo element={button.current} />
            </Menu.Target>
            <Menu.Dropdown>{children}</Menu.Dropdown>
          </Menu>
        )}
      </MountOnOpen>
    </>
  );
}
