// What opens over a page is made when it is first opened, not with the page: most menus and dialogs never are, and to prepare
// each of them takes longer than the button that opens it.
import { type ReactNode, useCallback, useState } from 'react';

interface MountOnOpenProps {
  readonly opened: boolean;
  readonly children: (opened: boolean) => ReactNode;
}

export function MountOnOpen({ opened, children }: MountOnOpenProps) {
  const [made, setMade] = useState(false);
  if (opened && !made) setMade(true);
  return made && <ClosedFirst opened={opened}>{children}</ClosedFirst>;
}

/** Made closed, then opened before anything is painted: only when it opens does it remember where the focus was. */
function ClosedFirst({ opened, children }: MountOnOpenProps) {
  const [made, setMade] = useState(false);
  const onMade = useCallback((element: HTMLElement | null) => {
    if (element !== null) setMade(true);
  }, []);
  return (
    <>
      {!made && <i hidden ref={onMade} />}
      {children(opened && made)}
    </>
  );
}
