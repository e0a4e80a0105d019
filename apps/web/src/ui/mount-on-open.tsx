// What opens over a page is made when it is first opened, not with the page: most menus and dialogs never are, and to prepare
// each of them takes longer than the button that opens it.
import { type ReactNode, useEffect, useState } from 'react';

interface MountOnOpenProps {
  readonly opened: boolean;
  readonly children: (opened: boolean) => ReactNode;
}

export function MountOnOpen({ opened, children }: MountOnOpenProps) {
  // Made closed, then opened: only when it opens does it remember where the focus was.
  const [step, setStep] = useState<'none' | 'closed' | 'ready'>('none');
  useEffect(() => {
    if (opened && step !== 'ready') setStep(step === 'none' ? 'closed' : 'ready');
  }, [opened, step]);
  return step === 'none' ? undefined : children(opened && step === 'ready');
}
