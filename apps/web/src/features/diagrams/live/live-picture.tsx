// A live diagram as a picture: drawn by Mermaid when its structure changes, painted in place when values and states do.
import type { LiveDiagram } from '@spanloom/api-schema';
import { liveLayoutText, liveParts, liveStructure, type PartInPlace } from '@spanloom/diagrams';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { CutMemory } from '../../../viz/use-cut.ts';
import { GeneratedPicture, type ShownPicture } from '../frame/generated-picture.tsx';
import { atOnce, inFrames } from '../frame/painting.ts';
import kindStyles from '../kinds/kind-picture.module.css';
import sequenceStyles from '../sequence/sequence-picture.module.css';
import { useLiveLinks } from './live-links.ts';
import { paintLive, type PaintedLive, prepareLive } from './paint-live.ts';

interface LivePictureProps {
  readonly kind: string;
  readonly diagram: LiveDiagram;
  /** Of a part of a time: what is laid out, and what it has nothing of. */
  readonly inPlace?: Pick<PartInPlace, 'layout' | 'absent'> | undefined;
  readonly dark: boolean;
  readonly label: string;
  readonly onDrawn: (elapsedMs: number) => void;
  readonly cut: CutMemory;
}

export function LivePicture({ kind, diagram, inPlace, dark, label, onDrawn, cut }: LivePictureProps) {
  const links = useLiveLinks();
  const [painted, setPainted] = useState<PaintedLive>();
  const layout = inPlace?.layout ?? diagram;
  const onShown = useCallback(
    ({ picture, subject }: ShownPicture<LiveDiagram>) => {
      setPainted(prepareLive(picture, subject, links));
      return undefined;
    },
    [links],
  );
  const wasPart = useRef(false);
  const wasPainted = useRef<PaintedLive>(undefined);
  useLayoutEffect(() => {
    // From part to part of a time everything changes, and so it does in a picture that was just drawn: until it is painted it says
    // the widest that may stand there. Nothing of that is news.
    const isNew = wasPainted.current !== painted;
    const news = inPlace === undefined && !wasPart.current && !isNew;
    wasPart.current = inPlace !== undefined;
    wasPainted.current = painted;
    if (painted === undefined) return undefined;
    const steps = paintLive(painted, diagram, { links, absent: inPlace?.absent, news });
    if (news) return inFrames(steps);
    atOnce(steps);
    return undefined;
  }, [painted, diagram, inPlace, links]);
  return (
    <GeneratedPicture
      name={`sl-${kind}`}
      subject={layout}
      textOf={liveLayoutText}
      structure={liveStructure(layout)}
      dark={dark}
      label={label}
      className={diagram.type === 'sequence' ? sequenceStyles.place : kindStyles.place}
      onShown={onShown}
      onDrawn={onDrawn}
      cut={cut}
      focusable={liveParts(diagram).every(({ leads }) => leads === undefined)}
    />
  );
}
