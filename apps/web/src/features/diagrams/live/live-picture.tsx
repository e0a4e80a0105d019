// A live diagram as a picture: drawn by Mermaid when its structure changes, painted in place when its values do.
import type { LiveDiagram } from '@spanloom/api-schema';
import { liveParts, liveStructure, liveText } from '@spanloom/diagrams';
import { useCallback, useLayoutEffect, useState } from 'react';
import type { CutMemory } from '../../../viz/use-cut.ts';
import { GeneratedPicture, type ShownPicture } from '../frame/generated-picture.tsx';
import { inFrames } from '../frame/painting.ts';
import kindStyles from '../kinds/kind-picture.module.css';
import sequenceStyles from '../sequence/sequence-picture.module.css';
import { useLiveLinks } from './live-links.ts';
import { paintLive, type PaintedLive, prepareLive } from './paint-live.ts';

interface LivePictureProps {
  readonly kind: string;
  readonly diagram: LiveDiagram;
  readonly dark: boolean;
  readonly label: string;
  readonly onDrawn: (elapsedMs: number) => void;
  readonly cut: CutMemory;
}

const NO_TIME = { start: '', end: '' };

export function LivePicture({ kind, diagram, dark, label, onDrawn, cut }: LivePictureProps) {
  const links = useLiveLinks();
  const [painted, setPainted] = useState<PaintedLive>();
  const theme = dark ? 'dark' : 'light';
  const structure = liveStructure(diagram, theme);
  const onShown = useCallback(
    ({ picture, subject }: ShownPicture<LiveDiagram>) => {
      setPainted(prepareLive(picture, subject, links));
      return undefined;
    },
    [links],
  );
  useLayoutEffect(() => {
    return painted && inFrames(paintLive(painted, diagram, links));
  }, [painted, diagram, links]);
  return (
    <GeneratedPicture
      name={`sl-${kind}`}
      subject={diagram}
      textOf={(subject) => liveText(subject, NO_TIME, theme)}
      structure={structure}
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
