// Says at which sides a picture goes on beyond its place, and goes there.
import { IconChevronDown, IconChevronLeft, IconChevronRight, IconChevronUp } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Side, sidesOutOfView } from './pan-zoom-layout.ts';
import styles from './pan-zoom.module.css';

/** Share of the place that one press moves on by. */
const STEP = 0.8;

const SIDES = {
  left: { label: 'moreLeft', Icon: IconChevronLeft, x: -STEP, y: 0 },
  right: { label: 'moreRight', Icon: IconChevronRight, x: STEP, y: 0 },
  top: { label: 'moreAbove', Icon: IconChevronUp, x: 0, y: -STEP },
  bottom: { label: 'moreBelow', Icon: IconChevronDown, x: 0, y: STEP },
} as const;

interface OutOfViewProps {
  readonly view: RefObject<HTMLDivElement | null>;
  /** Changes whenever place or picture change their size. */
  readonly contentKey: string;
}

export function OutOfView({ view, contentKey }: OutOfViewProps) {
  const { t } = useTranslation('diagrams');
  const sides = useSidesOutOfView(view, contentKey);
  const go = ({ x, y }: { readonly x: number; readonly y: number }): void => {
    const element = view.current;
    element?.scrollBy(x * element.clientWidth, y * element.clientHeight);
  };
  return sides.map((side) => {
    const { label, Icon } = SIDES[side];
    return (
      <button key={side} type="button" className={styles.more} data-side={side} onClick={() => go(SIDES[side])}>
        <Icon size={14} stroke={1.75} aria-hidden />
        {t(label)}
      </button>
    );
  });
}

function useSidesOutOfView(view: RefObject<HTMLDivElement | null>, contentKey: string): readonly Side[] {
  const [sides, setSides] = useState('');
  useEffect(() => {
    const element = view.current;
    if (element === null) return undefined;
    // As text: the same sides are the same state, and nothing is drawn again.
    const look = (): void => setSides(sidesOutOfView(element).join(' '));
    // With the frame: measured at once, a new picture would be laid out before its values are put in, and then again.
    const frame = requestAnimationFrame(look);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('scroll', look);
    };
  }, [view, contentKey]);
  return sides === '' ? [] : (sides.split(' ') as Side[]);
}
