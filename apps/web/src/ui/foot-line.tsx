// The 24 px foot line: cost and freshness on the left, key hints on the right. Pages fill it by rendering <FootLine>.
import { createContext, memo, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { Kbd } from './kbd.tsx';
import styles from './foot-line.module.css';

export interface KeyHint {
  /** What is pressed, in order: ['J', 'K'] or ['⌘', '↵']. */
  readonly keys: readonly string[];
  readonly label: string;
  /** Also in the foot line; the list behind `?` has all of them. */
  readonly inFootLine?: boolean;
}

interface FootLineSlot {
  readonly slot: HTMLElement | undefined;
  readonly setSlot: (element: HTMLElement | null) => void;
  readonly pageKeys: readonly KeyHint[];
  readonly setPageKeys: (keys: readonly KeyHint[]) => void;
}

const FootLineContext = createContext<FootLineSlot | undefined>(undefined);

export function FootLineProvider({ children }: { readonly children: ReactNode }) {
  const [slot, setElement] = useState<HTMLElement>();
  const [pageKeys, setPageKeys] = useState<readonly KeyHint[]>([]);
  const value = useMemo(
    () => ({ slot, setSlot: (element: HTMLElement | null) => setElement(element ?? undefined), pageKeys, setPageKeys }),
    [slot, pageKeys],
  );
  return <FootLineContext value={value}>{children}</FootLineContext>;
}

/** Where the foot line of the current page appears, and the page's keys. For the shell. */
export function useFootLineSlot(): FootLineSlot {
  const value = useContext(FootLineContext);
  if (value === undefined) throw new Error('the foot line needs a FootLineProvider above it');
  return value;
}

/** Rendered by a page once: `children` = cost and freshness, each in a <span>. `keys` must be stable (useMemo). */
export function FootLine({ keys, children }: { readonly keys: readonly KeyHint[]; readonly children?: ReactNode }) {
  const { slot, setPageKeys } = useFootLineSlot();
  useEffect(() => {
    setPageKeys(keys);
    return () => setPageKeys([]);
  }, [keys, setPageKeys]);
  if (slot === undefined) return undefined;
  return createPortal(
    <>
      <div className={styles.facts}>{children}</div>
      <Keys keys={keys} />
    </>,
    slot,
  );
}

/** They stay while the facts beside them change. */
const Keys = memo(function Keys({ keys }: { readonly keys: readonly KeyHint[] }) {
  return (
    <div className={styles.keys}>
      {keys
        .filter((hint) => hint.inFootLine === true)
        .map((hint) => (
          <span key={hint.label} className={styles.hint}>
            {hint.keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
            {hint.label}
          </span>
        ))}
    </div>
  );
});
