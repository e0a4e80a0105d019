// Pictures that are drawn anew: the map of the last hour in a README. However many ask, each is read and drawn at most once a
// minute, and all of that minute's readers get the same bytes.
import { type DiagramLanguage, WINDOW_DIAGRAMS } from '@spanloom/api-schema';
import { DIAGRAM_TOKENS } from '@spanloom/diagrams';
import { err, ok, type Result } from '@spanloom/otlp-model';
import type { Logger } from 'pino';
import type { QueryPort } from '../../query/queries.ts';
import type { DiagramAnswer, DiagramRequest, DrawPicture, ListedShare, QueryFailure } from '../../threads/messages.ts';
import { valueOf } from '../answers.ts';
import { readDiagramRequest } from '../diagram-request.ts';

const STEP_MS = 60_000;
/** Seconds for which others may keep it. */
export const LIVING_SECONDS = STEP_MS / 1000;
/** Pictures that are kept from earlier minutes; those that were longest not drawn go. */
const KEPT = 100;
const NANOS = 1_000_000n;

type Saved = Pick<ListedShare, 'kind' | 'query' | 'window'>;

/** What is to be drawn at `now`, milliseconds since the epoch. */
export function livingRequest({ kind, query, window = 0 }: Saved, now: number): Result<DiagramRequest, QueryFailure> {
  const search = new URLSearchParams(query);
  const isOfWindow = WINDOW_DIAGRAMS.some((one) => one === kind);
  const wrong = !isOfWindow ? 'kind' : ['start', 'end', 'against'].find((name) => search.has(name));
  if (wrong !== undefined) {
    const message =
      wrong === 'kind'
        ? 'only a diagram of a window can be drawn anew'
        : 'a picture that is drawn anew has no fixed time';
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
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Living = Result<string, QueryFailure>;

interface Shown {
  /** Of the minute that it shows; undefined: whoever asks next has it drawn. */
  step: number | undefined;
  answer: Promise<Living>;
  /** The last that was drawn: still shown where nothing new can be had. */
  last: string | undefined;
}

/** SVG of a share as it is now. */
export function createLivingPictures(dependencies: LivingDependencies): (share: ListedShare) => Promise<Living> {
  const pictures = new Map<number, Shown>();
  return (share) => {
    const step = Math.floor(dependencies.now() / STEP_MS);
    const known = pictures.get(share.id);
    if (known?.step === step) return known.answer;
    // Its own record: one that comes late changes nothing of the minutes after it.
    const shown: Shown = { step, answer: Promise.resolve(NOT_YET), last: known?.last };
    shown.answer = show(share, step, { shown, before: known, dependencies });
    pictures.delete(share.id);
    pictures.set(share.id, shown);
    for (const [id, { step: oldest }] of pictures) {
      // Those of this minute stay, or they would be drawn twice in it: no more come than one thread draws.
      if (pictures.size <= KEPT || oldest === step) break;
      pictures.delete(id);
    }
    return shown.answer;
  };
}

const NOT_YET: Living = err({ code: 'unavailable', message: 'It is not drawn yet.' });

interface Showing {
  readonly shown: Shown;
  readonly before: Shown | undefined;
  readonly dependencies: LivingDependencies;
}

/** What is drawn, or else what was shown until now. */
async function show(share: ListedShare, step: number, { shown, before, dependencies }: Showing): Promise<Living> {
  let drawn: Drawn;
  try {
    drawn = await drawAnew(share, step * STEP_MS, dependencies);
  } catch (error) {
    shown.step = undefined;
    shown.last = before?.last;
    if (shown.last === undefined) throw error;
    dependencies.logger.error({ err: error, share: share.id }, 'a living picture could not be drawn');
    return ok(shown.last);
  }
  if (drawn.passing) shown.step = undefined;
  shown.last = drawn.answer.ok ? drawn.answer.value : before?.last;
  return shown.last === undefined ? drawn.answer : ok(shown.last);
}

interface Drawn {
  readonly answer: Living;
  /** That it failed says nothing of the picture: the next try may do. */
  readonly passing: boolean;
}

async function drawAnew(
  share: ListedShare,
  now: number,
  { queries, drawPicture }: Omit<LivingDependencies, 'logger'>,
): Promise<Drawn> {
  const request = livingRequest(share, now);
  if (!request.ok) return { answer: request, passing: false };
  const { theme, language = 'en' } = request.value.parameters;
  const query = { kind: 'diagram', request: request.value } as const;
  const diagram = await valueOf<DiagramAnswer>(queries, query, new AbortController().signal);
  if (!diagram.ok) {
    const { code } = diagram.error;
    // A picture that is missing would look as if the link were wrong.
    if (code === 'not_found')
      return { answer: ok(nothingToShow(theme, NOTHING[language](lengthOf(share.window ?? 0)))), passing: false };
    return { answer: diagram, passing: code !== 'bad_request' };
  }
  const drawn = await drawPicture({ ...diagram.value.picture, theme, format: 'svg' });
  if (!drawn.ok) {
    const { code, message } = drawn.error;
    return { answer: err({ code: 'unavailable', message }), passing: code === 'busy' };
  }
  if (drawn.value.format !== 'svg') throw new Error('an SVG was asked for');
  return { answer: ok(drawn.value.svg), passing: false };
}

const NOTHING: Readonly<Record<DiagramLanguage, (length: string) => string>> = {
  en: (length) => `Nothing in the last ${length}`,
  zh: (length) => `最近 ${length} 内没有内容`,
};

function nothingToShow(theme: 'light' | 'dark', words: string): string {
  const { bg, t2 } = DIAGRAM_TOKENS[theme];
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="64" viewBox="0 0 320 64">' +
    `<rect width="320" height="64" fill="${bg}"/><text x="160" y="36" fill="${t2}" font-family="IBM Plex Sans, sans-serif" ` +
    `font-size="12" text-anchor="middle">${words}</text></svg>`
  );
}

function lengthOf(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`;
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : `${Math.round(seconds / 60)} min`;
}
