// The architecture map as a picture: drawn by Mermaid when its structure changes, painted in place when its values do.
import { mapLayoutText, mapStructure } from '@spanloom/diagrams';
import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { StatePanel } from '../../ui/states.tsx';
import { PanZoom } from '../../viz/pan-zoom.tsx';
import type { ChangedValues } from './changed-values.ts';
import type { Selection } from './diagrams-url.ts';
import { type DrawnMap, paintMap, type PaintedMap, prepareMap } from './paint-map.ts';
import { usePartNames } from './part-names.ts';
import { useDrawing } from './use-drawing.ts';
import styles from './architecture-picture.module.css';

interface ArchitecturePictureProps {
  readonly map: DrawnMap;
  readonly changed: ChangedValues;
  readonly dark: boolean;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
  readonly onDrawn: (elapsedMs: number) => void;
}

export function ArchitecturePicture({ map, changed, dark, selection, onSelect, onDrawn }: ArchitecturePictureProps) {
  const { t } = useTranslation('diagrams');
  const holder = useRef<HTMLDivElement>(null);
  const painted = useRef<PaintedMap>(undefined);
  const flashed = useRef<ChangedValues>(undefined);
  const { drawn, failure, stage } = useDrawing({
    name: 'sl-map',
    subject: map,
    textOf: mapLayoutText,
    structure: mapStructure(map),
    dark,
    onDrawn,
  });
  const names = usePartNames();
  const describedBy = useId();

  // The old picture stays until the new one is here: no flash.
  useLayoutEffect(() => {
    if (drawn === undefined) return;
    holder.current?.replaceChildren(drawn.picture.svg);
    painted.current = prepareMap(drawn.picture, drawn.subject);
  }, [drawn]);

  useLayoutEffect(() => {
    if (drawn === undefined || painted.current === undefined) return;
    drawn.picture.svg.setAttribute('aria-label', t('pictureLabel'));
    drawn.picture.svg.setAttribute('aria-describedby', describedBy);
    // Once for each tick: not again when the selection or the picture changes.
    paintMap(painted.current, map, names, selection, flashed.current === changed ? undefined : changed);
    flashed.current = changed;
  }, [drawn, map, names, selection, changed, t, describedBy]);

  // A link to a selected part shows it, also when it lies outside of the place.
  const isDrawn = drawn !== undefined;
  useLayoutEffect(() => {
    if (isDrawn)
      holder.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isDrawn]);

  const select = useEffectEvent((target: EventTarget | null) => {
    if (drawn === undefined || !(target instanceof Element)) return false;
    const found = selectionOf(target, drawn.subject);
    if (found !== undefined) onSelect(found);
    return found !== undefined;
  });
  useEffect(() => {
    const element = holder.current;
    const onClick = (event: MouseEvent): void => void select(event.target);
    const onKeyDown = (event: KeyboardEvent): void => {
      if ((event.key === 'Enter' || event.key === ' ') && select(event.target)) event.preventDefault();
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
      <div className={styles.place} hidden={failed || !isDrawn}>
        <PanZoom picture={drawn?.picture} label={t('pictureLabel')}>
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

function selectionOf(target: Element, map: DrawnMap): Selection | undefined {
  const part = target.closest<SVGElement>('[data-part="node"], [data-part="edge"]');
  const key = part?.dataset['key'];
  if (part?.dataset['part'] === 'node') {
    const node = map.nodes.find((candidate) => candidate.key === key);
    return node && { kind: 'node', id: node.source.id };
  }
  const edge = key === undefined ? undefined : map.edges[Number(key)];
  return edge && { kind: 'edge', client: edge.source.client, server: edge.source.server };
}
