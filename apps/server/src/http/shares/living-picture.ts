// Pictures that are drawn anew: the map of the last hour in a README. However many ask, each is read and drawn at most once a
// minute, and all of that minute's readers get the same bytes.
import { DIAGRAM_TOKENS } from '@spanloom/diagrams';
import { err, ok, type Result } from '@spanloom/otlp-model';
import type { QueryPort } from '../../query/queries.ts';
import type { DiagramAnswer, DiagramRequest, DrawPicture, ListedShare, QueryFailure } from '../../threads/messages.ts';
import { valueOf } from '../answers.ts';
import { readDiagramRequest } from '../diagram-request.ts';

const STEP_MS = 60_000;
/** Seconds for which others may keep it. */
export const LIVING_SECONDS = STEP_MS / 1000;
/** Pictures that are kept; the one that was longest not drawn goes. */
const KEPT = 100;
const NANOS = 1_000_000n;

type Saved = Pick<ListedShare, 'kind' | 'query' | 'window'>;

/** What is to be drawn at `now`, milliseconds since the epoch. */
export function livingRequest({ kind, query, window = 0 }: Saved, now: number): Result<DiagramRequest, QueryFailure> {
  const search = new URLSearchParams(query);
  const wrong = kind !== 'map' ? 'kind' : ['start', 'end'].find((name) => search.has(name));
  if (wrong !== undefined) {
    const message =
      wrong === 'kind' ? 'only a map can be drawn anew' : 'a picture that is drawn anew has no fixed time';
    return err({
      code: 'bad_request',
      message: `Wrong body: ${wrong}: ${message}.`,
      issues: [{ path: wrong, message }],
    });
  }
  const end = Math.floor(now / STEP_MS) * STEP_MS;
  search.set('start', String(BigInt(Math.max(0, end - window * 1000)) * NANOS));
  search.set('end', String(BigInt(end) * NANOS));
  return readDiagramRequest(kind, search);
}

export interface LivingDependencies {
  readonly queries: QueryPort;
  readonly drawPicture: DrawPicture;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Living = Result<string, QueryFailure>;

/** SVG of a share as it is now. */
export function createLivingPictures(dependencies: LivingDependencies): (share: ListedShare) => Promise<Living> {
  const pictures = new Map<number, { readonly step: number; readonly drawn: Promise<Living> }>();
  return (share) => {
    const step = Math.floor(dependencies.now() / STEP_MS);
    const known = pictures.get(share.id);
    if (known?.step === step) return known.drawn;
    const drawn = drawAnew(share, step * STEP_MS, known?.drawn, dependencies);
    pictures.delete(share.id);
    pictures.set(share.id, { step, drawn });
    const [oldest] = pictures.keys();
    if (pictures.size > KEPT && oldest !== undefined) pictures.delete(oldest);
    // What broke is tried again by the next who asks.
    drawn.catch(() => pictures.delete(share.id));
    return drawn;
  };
}

/** `before`: what was shown until now, and still is where nothing new can be had. */
async function drawAnew(
  share: ListedShare,
  now: number,
  before: Promise<Living> | undefined,
  { queries, drawPicture }: LivingDependencies,
): Promise<Living> {
  const request = livingRequest(share, now);
  if (!request.ok) return request;
  const { theme } = request.value.parameters;
  const query = { kind: 'diagram', request: request.value } as const;
  const diagram = await valueOf<DiagramAnswer>(queries, query, new AbortController().signal);
  // A picture that is missing would look as if the link were wrong.
  if (!diagram.ok && diagram.error.code === 'not_found') return ok(nothingToShow(theme, share.window ?? 0));
  const drawn = diagram.ok ? await drawPicture({ ...diagram.value.picture, theme, format: 'svg' }) : undefined;
  if (drawn?.ok === true && drawn.value.format === 'svg') return ok(drawn.value.svg);
  const last = await before;
  if (last?.ok === true) return last;
  if (!diagram.ok) return diagram;
  const message = drawn?.ok === false ? drawn.error.message : 'It could not be drawn.';
  return err({ code: 'unavailable', message });
}

function nothingToShow(theme: 'light' | 'dark', seconds: number): string {
  const { bg, t2 } = DIAGRAM_TOKENS[theme];
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="64" viewBox="0 0 320 64">' +
    `<rect width="320" height="64" fill="${bg}"/><text x="160" y="36" fill="${t2}" font-family="IBM Plex Sans, sans-serif" ` +
    `font-size="12" text-anchor="middle">No calls in the last ${lengthOf(seconds)}</text></svg>`
  );
}

function lengthOf(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`;
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : `${Math.round(seconds / 60)} min`;
}
