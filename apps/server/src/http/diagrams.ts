// GET /api/v1/diagrams/KIND.FORMAT: diagrams as files, drawn by the server.
import {
  type DiagramFormat,
  diagramFormats,
  DRAWN_KINDS,
  LIVE_WINDOW_DIAGRAMS,
  type LiveDiagramResponse,
  SERVER_DIAGRAMS,
} from '@spanloom/api-schema';
import { type Context, Hono } from 'hono';
import type { QueryPort } from '../query/queries.ts';
import type { DiagramAnswer, DrawPicture } from '../threads/messages.ts';
import { queryValue } from './answers.ts';
import { CONTENT_TYPES, diagramFile, disposition, FILE_POLICY } from './diagram-file.ts';
import { readDiagramRequest } from './diagram-request.ts';
import { etagOf, hasAlready } from './entity-tag.ts';
import { sharedWords } from './shares/shared-words.ts';
import { drawingFailure, failureResponse } from './errors.ts';

interface DiagramDependencies {
  readonly version: string;
  readonly queries: QueryPort;
  readonly drawPicture: DrawPicture;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
}

export function createDiagrams(dependencies: DiagramDependencies): Hono {
  const diagrams = new Hono();
  for (const kind of [...LIVE_WINDOW_DIAGRAMS, ...SERVER_DIAGRAMS]) {
    diagrams.get(`/${kind}.json`, (c) => answerModel(c, kind, dependencies));
  }
  for (const kind of DRAWN_KINDS) {
    for (const format of diagramFormats(kind)) {
      diagrams.get(`/${kind}.${format}`, (c) => answer(c, kind, format, dependencies));
    }
  }
  return diagrams;
}

async function answer(
  c: Context,
  kind: string,
  format: DiagramFormat,
  { version, queries, drawPicture }: DiagramDependencies,
): Promise<Response> {
  const request = readDiagramRequest(kind, new URL(c.req.url).searchParams);
  if (!request.ok) return failureResponse(request.error);
  const diagram = await queryValue<DiagramAnswer>(c, queries, { kind: 'diagram', request: request.value });
  if (!diagram.ok) return failureResponse(diagram.error);
  const { theme, language } = request.value.parameters;
  const words = sharedWords(language ?? c.req.header('accept-language'));

  // The same text is the same bytes: whether the client has them is known without drawing.
  const etag = etagOf([
    version,
    format,
    theme,
    language ?? '',
    format === 'html' ? words.lang : '',
    JSON.stringify(diagram.value),
  ]);
  const headers = fileHeaders(`${kind}.${format}`, format, etag);
  if (hasAlready(c, etag)) return new Response(null, { status: 304, headers });
  const file = await diagramFile(diagram.value, { format, request: request.value, version, words }, drawPicture);
  return file.ok ? new Response(file.value, { headers }) : drawingFailure(file.error);
}

/** What a page draws by itself, and keeps fresh. */
async function answerModel(c: Context, kind: string, { queries, clock }: DiagramDependencies): Promise<Response> {
  const started = clock();
  const request = readDiagramRequest(kind, new URL(c.req.url).searchParams);
  if (!request.ok) return failureResponse(request.error);
  const answer = await queryValue<DiagramAnswer>(c, queries, { kind: 'diagram', request: request.value });
  const cost = { elapsedMs: Math.round((clock() - started) * 100) / 100 };
  const model = (body: Omit<LiveDiagramResponse, 'cost'>): Response =>
    c.json({ ...body, cost } satisfies LiveDiagramResponse, 200, { 'Cache-Control': 'no-store' });
  if (!answer.ok) {
    const { parameters } = request.value;
    // Nothing to draw is an answer too: a page asks again and again, and browsers note each refusal.
    if (answer.error.code !== 'not_found' || !('start' in parameters)) return failureResponse(answer.error);
    return model({ diagram: null, start: parameters.start, end: parameters.end });
  }
  const { live, start, end } = answer.value;
  if (live === undefined) throw new Error(`${kind} has no model`);
  return model({ diagram: live, start, end });
}

function fileHeaders(name: string, format: DiagramFormat, etag: string): Record<string, string> {
  return {
    'Content-Type': CONTENT_TYPES[format],
    'Content-Disposition': disposition(name, format),
    'Content-Security-Policy': FILE_POLICY,
    'Cache-Control': 'no-cache',
    ETag: etag,
    ...(format === 'html' ? { Vary: 'Accept-Language' } : {}),
  };
}
