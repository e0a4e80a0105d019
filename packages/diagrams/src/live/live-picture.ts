// A live diagram for whoever draws it without a page.
import type { LiveDiagram } from '@spanloom/api-schema';
import { trimPadding } from '../fixed-width.ts';
import { NO_MARKS, type MermaidPicture, type PictureMarks, type PictureStep, stripe } from '../picture.ts';
import type { DiagramTheme } from '../tokens.ts';
import { shortenedBoxes } from './live-boxes.ts';
import { liveKeys } from './live-keys.ts';
import { namesOf } from './live-parts.ts';
import { type LiveOrigin, liveText, placesOfFailing } from './live-text.ts';

export function livePicture(diagram: LiveDiagram, origin: LiveOrigin, theme: DiagramTheme): MermaidPicture {
  return { text: liveText(diagram, origin, theme), marks: marksOf(diagram, theme), steps: stepsOf(diagram) };
}

function marksOf(diagram: LiveDiagram, theme: DiagramTheme): PictureMarks {
  const keys = liveKeys(diagram);
  if (diagram.type === 'sequence') {
    const { parties, steps } = diagram;
    const of = (kind: 'message' | 'note') => steps.flatMap((step) => (step.kind === kind ? [step] : []));
    return {
      ...NO_MARKS,
      ghosts: parties.flatMap(({ id, ghost }) => (ghost ? [keys.get(id)] : [])),
      failedMessages: placesOfFailing(of('message') as { readonly failing: boolean }[]),
      failedNotes: placesOfFailing(of('note') as { readonly failing: boolean }[]),
    };
  }
  return {
    ...NO_MARKS,
    stripes: diagram.blocks.flatMap(({ id, color, secondLap }) =>
      color === undefined ? [] : [stripe(keys.get(id), { color, secondLap }, theme)],
    ),
    failedLabels: placesOfFailing(diagram.flows),
    titles: shortenedBoxes(diagram),
  };
}

function stepsOf(diagram: LiveDiagram): PictureStep[] {
  const { ends, steps } =
    diagram.type === 'sequence'
      ? { ends: diagram.parties, steps: diagram.steps.flatMap((step) => (step.kind === 'message' ? [step] : [])) }
      : { ends: diagram.blocks, steps: diagram.flows };
  const names = namesOf(ends);
  return steps.map(({ from, to, label, values, failing }) => ({
    from: names(from),
    to: names(to),
    label: [label, ...values.map(trimPadding)].filter((text) => text !== '').join(' · '),
    failed: failing,
  }));
}
