// The architecture map as a picture: drawn by Mermaid when its structure changes, painted in place when its values do.
import { mapLayoutText, mapStructure } from '@spanloom/diagrams';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { afterPaint } from '../../../lib/after-paint.ts';
import type { Selection } from '../../../ui/selection.ts';
import type { CutMemory } from '../../../viz/use-cut.ts';
import { GeneratedPicture, type ShownPicture } from '../frame/generated-picture.tsx';
import type { ChangedValues } from './changed-values.ts';
import { atOnce, inFrames } from '../frame/painting.ts';
import { addHalos, type DrawnMap, paintMap, type PaintedMap, prepareMap } from './paint-map.ts';
import { usePartNames } from './part-names.ts';
import styles from './architecture-picture.module.css';

interface ArchitecturePictureProps {
  readonly map: DrawnMap;
  /** The one that is laid out: of another part of the time when only a part is shown. */
  readonly layout: DrawnMap;
  readonly changed: ChangedValues;
  readonly dark: boolean;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
  readonly onDrawn: (elapsedMs: number) => void;
  readonly cut: CutMemory;
}

export function ArchitecturePicture(props: ArchitecturePictureProps) {
  const { map, layout, changed, dark, selection, onSelect, onDrawn, cut } = props;
  const { t } = useTranslation('diagrams');
  const [painted, setPainted] = useState<PaintedMap>();
  const flashed = useRef<ChangedValues>(undefined);
  const ticked = useRef<PaintedMap>(undefined);
  const names = usePartNames();
  const onShown = useCallback(({ picture, subject }: ShownPicture<DrawnMap>) => {
    setPainted(prepareMap(picture, subject));
    return undefined;
  }, []);

  useLayoutEffect(() => {
    if (painted === undefined) return undefined;
    const isNew = ticked.current !== painted;
    // Once for each tick: not again when the selection or the picture changes, which is shown at once.
    const isTick = flashed.current !== changed && !isNew;
    flashed.current = changed;
    ticked.current = painted;
    if (isTick) return inFrames(paintMap(painted, map, names, selection, changed));
    atOnce(paintMap(painted, map, names, selection, undefined));
    return undefined;
  }, [painted, map, names, selection, changed]);
  useEffect(() => (painted === undefined ? undefined : afterPaint(() => addHalos(painted))), [painted]);

  return (
    <GeneratedPicture
      name="sl-map"
      subject={layout}
      textOf={mapLayoutText}
      structure={mapStructure(layout)}
      dark={dark}
      label={t('pictureLabel')}
      className={styles.place}
      onShown={onShown}
      onPress={(target, drawn) => {
        const found = selectionOf(target, drawn);
        if (found !== undefined) onSelect(found);
        return found !== undefined;
      }}
      onDrawn={onDrawn}
      cut={cut}
    />
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
