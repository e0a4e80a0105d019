// The PNG of a share: drawn when somebody first asks for it, and once however many ask.
import type { Picture } from '@spanloom/diagrams';
import type { AskShares, DrawingFailure, DrawPicture, StoredShare } from '../../threads/messages.ts';
import { drawingFailure, failureResponse } from '../errors.ts';

/** Shares whose picture cannot be drawn that are remembered. */
const KEPT_FAILURES = 1000;

interface PngDependencies {
  readonly askShares: AskShares;
  readonly drawPicture: DrawPicture;
}

type Png = { readonly png: Uint8Array } | { readonly refused: () => Response };

/** The PNG of a share, or why there is none. */
export function createSharePngs(dependencies: PngDependencies): (share: StoredShare) => Promise<Png> {
  const drawing = new Map<number, Promise<Png>>();
  const failures = new Map<number, DrawingFailure>();

  async function pngOf(share: StoredShare): Promise<Png> {
    const failed = failures.get(share.id);
    if (failed !== undefined) return { refused: () => drawingFailure(failed) };
    const { askShares, drawPicture } = dependencies;
    const known = await askShares({ kind: 'png', id: share.id });
    if (!known.ok) return { refused: () => failureResponse(known.error) };
    if (known.value !== undefined) return { png: new Uint8Array(known.value) };
    const picture = JSON.parse(share.content.picture) as Picture;
    const drawn = await drawPicture({ ...picture, theme: share.theme === 'dark' ? 'dark' : 'light', format: 'png' });
    if (!drawn.ok) {
      // What is shared never changes: a picture that is too much stays so.
      if (drawn.error.code === 'not_drawable') remember(share.id, drawn.error);
      return { refused: () => drawingFailure(drawn.error) };
    }
    if (drawn.value.format !== 'png') throw new Error('a PNG was asked for');
    const png = new Uint8Array(drawn.value.png);
    // Whoever opens the link again costs a look-up. A store that cannot write costs a drawing each time.
    await askShares({ kind: 'keep-png', id: share.id, png });
    return { png };
  }

  function remember(id: number, failure: DrawingFailure): void {
    failures.set(id, failure);
    const [oldest] = failures.keys();
    if (failures.size > KEPT_FAILURES && oldest !== undefined) failures.delete(oldest);
  }

  return (share) => {
    const begun = drawing.get(share.id);
    if (begun !== undefined) return begun;
    const png = pngOf(share).finally(() => drawing.delete(share.id));
    drawing.set(share.id, png);
    return png;
  };
}
