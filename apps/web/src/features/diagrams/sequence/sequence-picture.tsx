// The sequence as a picture: drawn by Mermaid when its text changes; every part of it is a link to its span.
import { type Sequence, sequenceText } from '@spanloom/diagrams';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { StatePanel } from '../../../ui/states.tsx';
import { PanZoom } from '../../../viz/pan-zoom.tsx';
import { useDrawing } from '../use-drawing.ts';
import { paintSequence } from './paint-sequence.ts';
import { useSequenceNames } from './sequence-names.ts';
import { useSpanLinks } from './span-links.ts';
import { stickHeads } from './sticky-heads.ts';
import type { ReadSequence } from './use-trace-sequence.ts';
import styles from './sequence-picture.module.css';

interface SequencePictureProps {
  readonly read: ReadSequence;
  readonly dark: boolean;
  /** Every participant is asked for. */
  readonly everyParticipant: boolean;
  readonly onDrawn: (elapsedMs: number) => void;
}

interface Subject {
  readonly read: ReadSequence;
  readonly sequence: Sequence;
}

export function SequencePicture({ read, dark, everyParticipant, onDrawn }: SequencePictureProps) {
  const { t } = useTranslation('diagrams');
  const router = useRouter();
  const holder = useRef<HTMLDivElement>(null);
  const { drawn, failure, stage } = useDrawing<Subject>({
    name: 'sl-sequence',
    subject: { read, sequence: read.sequence },
    textOf: ({ sequence }) => sequenceText(sequence, read.trace.traceId),
    structure: read.text,
    dark,
    asked: everyParticipant ? 'every participant' : '',
    onDrawn,
  });
  const names = useSequenceNames();
  const links = useSpanLinks(read.trace.traceId);
  const describedBy = useId();

  // The old picture stays until the new one is here: no flash. Painted anew in another language: from the picture as it
  // was drawn.
  useLayoutEffect(() => {
    if (drawn === undefined) return undefined;
    const { picture, subject } = drawn;
    const svg = picture.svg.cloneNode(true) as SVGSVGElement;
    svg.setAttribute('aria-label', t('sequence.pictureLabel'));
    svg.setAttribute('aria-describedby', describedBy);
    holder.current?.replaceChildren(svg);
    paintSequence({
      picture: { ...picture, svg },
      sequence: subject.sequence,
      names,
      services: subject.read.trace.resources.map(({ service }) => service),
      hrefOf: links.hrefOf,
    });
    const view = holder.current?.closest<HTMLElement>('[role="group"]');
    return view === null || view === undefined ? undefined : stickHeads(svg, view);
  }, [drawn, names, links, describedBy, t]);

  // Links of the picture go where the app's own links go: without a load of the page.
  const follow = useEffectEvent((event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const anchor = event.target instanceof Element ? event.target.closest('a[data-part]') : null;
    const href = anchor?.getAttribute('href');
    if (href === undefined || href === null) return;
    event.preventDefault();
    router.history.push(href, { openedFrom: router.state.location.href });
  });
  useEffect(() => {
    const element = holder.current;
    const onClick = (event: MouseEvent): void => follow(event);
    element?.addEventListener('click', onClick);
    return () => element?.removeEventListener('click', onClick);
  }, []);

  const failed = failure !== undefined;
  return (
    <>
      {!failed && drawn === undefined && <StatePanel title={t('drawing')} lead={t('drawingHint')} />}
      {failed && <StatePanel title={t('notDrawable')} lead={t('notDrawableHint', { message: failure })} />}
      <div className={styles.place} hidden={failed || drawn === undefined}>
        <PanZoom picture={drawn?.picture} label={t('sequence.pictureLabel')}>
          <div ref={holder} className={styles.picture} />
        </PanZoom>
        <p id={describedBy} className="sl-visually-hidden">
          {t('sequence.tableTwin')}
        </p>
      </div>
      <div ref={stage} className={styles.stage} aria-hidden="true" />
    </>
  );
}
