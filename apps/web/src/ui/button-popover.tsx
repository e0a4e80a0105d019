// A button and what opens below it, a dialog that is not modal: made when it is first opened, it takes the focus and gives it
// back to the button; Escape, a click elsewhere and the button itself close it.
import { Popover } from '@mantine/core';
import { type ReactNode, type Ref, useRef } from 'react';
import { AnchorTo } from './anchor-to.tsx';
import { MountOnOpen } from './mount-on-open.tsx';

interface OpenerProps {
  readonly ref: Ref<HTMLButtonElement>;
  readonly 'aria-haspopup': 'dialog';
  readonly 'aria-expanded': boolean;
  readonly onClick: () => void;
}

interface ButtonPopoverProps {
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly button: (props: OpenerProps) => ReactNode;
  /** The name of what opens. */
  readonly label: string;
  /** Of what opens. */
  readonly className: string | undefined;
  /** Something in it has its own use for Escape: a key that it stops does not close the popover. */
  readonly escapeLast?: boolean;
  readonly children: () => ReactNode;
}

export function ButtonPopover({
  opened,
  onOpened,
  button,
  label,
  className,
  escapeLast = false,
  children,
}: ButtonPopoverProps) {
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <>
      {button({
        ref: opener,
        'aria-haspopup': 'dialog',
        'aria-expanded': opened,
        onClick: () => onOpened(!opened),
      })}
      <MountOnOpen opened={opened}>
        {(shown) => (
          <Popover
            opened={shown}
            onChange={onOpened}
            position="bottom-end"
            trapFocus
            returnFocus
            withRoles={false}
            // It takes the key before anything in it sees it.
            closeOnEscape={!escapeLast}
          >
            <Popover.Target>
              <AnchorTo element={opener.current} />
            </Popover.Target>
            <Popover.Dropdown
              role="dialog"
              aria-label={label}
              className={className}
              onKeyDown={(event) => {
                if (escapeLast && event.key === 'Escape') onOpened(false);
              }}
            >
              {children()}
            </Popover.Dropdown>
          </Popover>
        )}
      </MountOnOpen>
    </>
  );
}
