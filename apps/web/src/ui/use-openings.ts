// How often something was opened: the key of what a dialog holds. A dialog that is opened again while it still fades out
// would else show what was typed before.
import { useState } from 'react';

export function useOpenings(opened: boolean): number {
  const [state, setState] = useState({ opened, count: 0 });
  if (state.opened !== opened) setState({ opened, count: state.count + (opened ? 1 : 0) });
  return state.count;
}
