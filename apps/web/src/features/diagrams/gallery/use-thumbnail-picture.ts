// The picture of a thumbnail: drawn when it is seen, one after the other, while the browser has nothing else to do.
import { compactText } from '@spanloom/diagrams';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { idle } from '../../../lib/idle.ts';
import { createMermaidRenderer, type MermaidPicture } from '../../../viz/mermaid-renderer.ts';
import stageStyles from '../frame/generated-picture.module.css';
import { createTurns } from './turns.ts';

/** A page that is never idle draws all the same. */
const WAIT_AT_MOST_MS = 500;

const inTurn = createTurns();
const renderer = createMermaidRenderer('sl-thumbnail', 'thumbnail');

export interface DrawnThumbnail {
  readonly picture: MermaidPicture | undefined;
  readonly error: Error | null;
}

/** The last picture stays until the next one is there. */
export function useThumbnailPicture(text: string | undefined, dark: boolean, seen: boolean): DrawnThumbnail {
  const { data, error } = useQuery({
    ...pictureQuery(text ?? '', dark),
    enabled: seen && text !== undefined,
    placeholderData: (before) => before,
  });
  return { picture: text === undefined ? undefined : data, error };
}

function pictureQuery(text: string, dark: boolean) {
  return queryOptions({
    queryKey: ['thumbnail-picture', text, dark] as const,
    queryFn: ({ signal }) =>
      inTurn(signal, async () => {
        await idle(WAIT_AT_MOST_MS);
        return draw(compactText(text), dark);
      }),
    staleTime: Number.POSITIVE_INFINITY,
    // An SVG element is itself.
    structuralSharing: false,
  });
}

/** Mermaid measures below an element that is there to the end, whatever becomes of the page. */
async function draw(text: string, dark: boolean): Promise<MermaidPicture> {
  const stage = document.createElement('div');
  stage.className = stageStyles['stage'] ?? '';
  stage.ariaHidden = 'true';
  document.body.append(stage);
  try {
    return await renderer.draw(text, stage, dark);
  } finally {
    stage.remove();
  }
}
