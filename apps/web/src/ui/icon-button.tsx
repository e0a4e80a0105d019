// A button that shows an icon only: its label is its accessible name and its tooltip.
import { ActionIcon, Tooltip } from '@mantine/core';
import type { ComponentPropsWithRef, ReactNode } from 'react';

interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'color' | 'children' | 'style'> {
  readonly label: string;
  readonly children: ReactNode;
  /** 24 in toolbars and rows. */
  readonly small?: boolean;
}

export function IconButton({ label, small = false, children, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={small ? 24 : 28} aria-label={label} {...rest}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
