// The picture of any generated diagram: drawn by Mermaid off screen when its structure changes, shown when it is ready, with
// links and buttons that a kind binds to its parts.
import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { StatePanel } from '../../../ui/states.tsx';
import type { MermaidPicture } from '../../../viz/mermaid-renderer.ts';
import { PanZoom } from '../../../viz/pan-zoom.tsx';
import type { CutMemory } from '../../../viz/use-cut.ts';
import { useDrawing } from './use-drawing.ts';
import styles from './generated-picture.module.css';

/** A picture in the page, with what it was drawn from. */
export interface ShownPicture<S> {
  readonly picture: MermaidPicture;
  readonly subject: S;
  /** What scrolls it. */
  readonly view: HTMLElement | null;
}

interface GeneratedPictureProps<S> {
  /** Prefix of the picture's ids. */
  readonly name: string;
  readonly subject: S;
  readonly textOf: (subject: S) => string;
  /** Equal for subjects that need no new drawing. */
  readonly structure: string;
  readonly dark: boolean;
  /** What the reader chose to see: another choice is drawn at once. */
  readonly asked?: string;
  readonly label: string;
  /** Styles of the kind. */
  readonly className?: string | undefined;
  /**
   * Binds parts once for each picture that is shown, and once more when the function changes (another language): then from
   * the picture as Mermaid drew it. Gives back what ends it.
   */
  readonly onShown: (shown: ShownPicture<S>) => (() => void) | undefined;
  /** A press on a part that is no link; false when there is none. */
  readonly onPress?: (target: Element, subject: S) => boolean;
  readonly onDrawn: (elapsedMs: number) => void;
  readonly cut: CutMemory;
  /** Nothing in it takes the focus. */
  readonly focusable?: boolean;
}

export function GeneratedPicture<S>(props: GeneratedPictureProps<S>) {
  const {
    name,
    subject,
    textOf,
    structure,
    dark,
    asked = '',
    label,
    className = '',
    onShown,
    onPress,
    onDrawn,
    cut,
    focusable = false,
  } = props;
  const { t } = useTranslation('diagrams');
  const router = useRouter();
  const holder = useRef<HTMLDivElement>(null);
  const describedBy = useId();
  const { drawn, failure, stage } = useDrawing({ name, subject, textOf, structure, dark, asked, onDrawn });

  // The old picture stays until the new one is here: no flash.
  useLayoutEffect(() => {
    const place = holder.current;
    if (drawn === undefined || place === null) return undefined;
    const svg = drawn.picture.svg.cloneNode(true) as SVGSVGElement;
    svg.setAttribute('aria-label', label);
    svg.setAttribute('aria-describedby', describedBy);
    place.replaceChildren(svg);
    const view = place.closest<HTMLElement>('[role="group"]');
    return onShown({ picture: { ...drawn.picture, svg }, subject: drawn.subject, view });
  }, [drawn, label, describedBy, onShown]);

  // A link to a selected part shows it, also when it lies outside of the place.
  const isDrawn = drawn !== undefined;
  useEffect(() => {
    if (!isDrawn) return undefined;
    // In the next frame it is marked as selected.
    const frame = requestAnimationFrame(() =>
      holder.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
    return () => cancelAnimationFrame(frame);
  }, [isDrawn]);

  const press = useEffectEvent((event: MouseEvent | KeyboardEvent) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const href = target.closest('a[data-part]')?.getAttribute('href');
    if (typeof href === 'string') {
      if (event instanceof MouseEvent && isPlain(event)) {
        // Links of the picture go where the app's own links go: without a load of the page.
        event.preventDefault();
        router.history.push(href, { openedFrom: router.state.location.href });
      }
      return;
    }
    if (drawn !== undefined && onPress?.(target, drawn.subject) === true) event.preventDefault();
  });
  useEffect(() => {
    const element = holder.current;
    const onClick = (event: MouseEvent): void => press(event);
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' || event.key === ' ') press(event);
    };
    element?.addEventListener('click', onClick);
    element?.addEventListener('keydown', onKeyDown);
    return () => {
      element?.removeEventListener('click', onClick);
      element?.removeEventListener('keydown', onKeyDown);
    };
  }, []);

  const failed = failure !== undefined;
  return (
    <>
      {!failed && !isDrawn && <StatePanel title={t('drawing')} lead={t('drawingHint')} />}
      {failed && <StatePanel title={t('notDrawable')} lead={t('notDrawableHint', { message: failure })} />}
      <div className={`${styles.place} ${className}`} hidden={failed || !isDrawn}>
        <PanZoom picture={drawn?.picture} label={label} cut={cut} focusable={focusable}>
          <div ref={holder} className={styles.picture} />
        </PanZoom>
        <p id={describedBy} className="sl-visually-hidden">
          {t('tableTwin')}
        </p>
      </div>
      <div ref={stage} className={styles.stage} aria-hidden="true" />
    </>
  );
}

function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}
