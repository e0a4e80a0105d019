// How to read a picture: each sign with its words.
import type { CSSProperties, ReactNode } from 'react';
import styles from './legend.module.css';

export type SignState = 'bad' | 'root' | 'warn' | 'ghost' | 'accent';

export interface LegendItem {
  readonly sign: ReactNode;
  readonly words: string;
}

export function Legend({ items }: { readonly items: readonly LegendItem[] }) {
  return (
    <ul className={styles.legend}>
      {items.map(({ sign, words }) => (
        <li key={words}>
          <svg className={styles.sign} width="30" height="14" aria-hidden="true">
            {sign}
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}

interface LineSignProps {
  readonly dash?: string;
  readonly thick?: boolean;
  readonly failing?: boolean;
  /** The path of an arrow head whose tip is at 27,7. */
  readonly head?: string;
  readonly style?: CSSProperties;
}

export function LineSign({ dash, thick = false, failing = false, head, style }: LineSignProps) {
  const state = failing ? 'bad' : undefined;
  return (
    <>
      <path d="M2 7h26" strokeDasharray={dash} data-thick={thick || undefined} data-state={state} style={style} />
      {head !== undefined && <path d={head} data-state={state} />}
    </>
  );
}

export function TextSign({ text, failing = false }: { readonly text: string; readonly failing?: boolean }) {
  return (
    <text x="15" y="11" textAnchor="middle" data-state={failing ? 'bad' : undefined}>
      {text}
    </text>
  );
}

export function BoxSign({ state, dash }: { readonly state?: SignState; readonly dash?: string }) {
  return <rect x="4" y="1" width="22" height="12" rx="2" data-state={state} strokeDasharray={dash} />;
}
