// GET /api/v1/diagrams/KIND.FORMAT: diagrams as files, drawn by the server.
import { createHash } from 'node:crypto';
import {
  DIAGRAM_FORMATS,
  type DiagramFormat,
  mapDiagramParameters,
  TRACE_DIAGRAMS,
  traceDiagramParameters,
  type z,
} from '@spanloom/api-schema';
import { type Context, Hono } from 'hono';
import type { QueryPort } from '../query/queries.ts';
import type { DiagramAnswer, DiagramRequest, DrawPicture } from '../threads/messages.ts';
import { queryValue } from './answers.ts';
import { diagramFile } from './diagram-file.ts';
import { drawingFailure, failureResponse } from './errors.ts';
import { parseParameters } from './parameters.ts';

interface DiagramDependencies {
  readonly version: string;
  readonly queries: QueryPort;
  readonly drawPicture: DrawPicture;
}

const CONTENT_TYPES: Readonly<Record<DiagramFormat, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  mmd: 'text/plain; charset=utf-8',
};

/** For a file that is opened by itself: nothing in it may run or load, and no page may frame it. */
const FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

export function createDiagrams(dependencies: DiagramDependencies): Hono {
  const diagrams = new Hono();
  for (const format of DIAGRAM_FORMATS) {
    diagrams.get(`/map.${format}`, (c) =>
      answer(c, mapDiagramParameters, (parameters) => ({ kind: 'map', parameters }), format, dependencies),
    );
    for (const kind of TRACE_DIAGRAMS) {
      diagrams.get(`/${kind}.${format}`, (c) =>
        answer(c, traceDiagramParameters(kind), (parameters) => ({ kind, parameters }), format, dependencies),
      );
    }
  }
  return diagrams;
}

async function answer<S extends z.ZodObject>(
  c: Context,
  schema: S,
  toRequest: (parameters: z.infer<S>) => DiagramRequest,
  format: DiagramFormat,
  { version, queries, drawPicture }: DiagramDependencies,
): Promise<Response> {
  const parameters = parseParameters(schema, new URL(c.req.url).searchParams);
  if (!parameters.ok) return failureResponse(parameters.error);
  const request = toRequest(parameters.value);
  const diagram = await queryValue<DiagramAnswer>(c, queries, { kind: 'diagram', request });
  if (!diagram.ok) return failureResponse(diagram.error);
  const { theme } = request.parameters;

  // The same text is the same bytes: whether the client has them is known without drawing.
  const etag = etagOf([version, format, theme, JSON.stringify(diagram.value)]);
  const headers = fileHeaders(`${request.kind}.${format}`, format, etag);
  if (
    c.req
      .header('if-none-match')
      ?.split(/\s*,\s*/)
      .includes(etag) === true
  ) {
    return new Response(null, { status: 304, headers });
  }
  const file = await diagramFile(diagram.value, format, theme, drawPicture);
  return file.ok ? new Response(file.value, { headers }) : drawingFailure(file.error);
}

function etagOf(parts: readonly string[]): string {
  return `"${createHash('sha256').update(parts.join('\0')).digest('base64url').slice(0, 22)}"`;
}

function fileHeaders(name: string, format: DiagramFormat, etag: string): Record<string, string> {
  return {
    'Content-Type': CONTENT_TYPES[format],
    'Content-Disposition': `inline; filename="${name}"`,
    'Content-Security-Policy': FILE_POLICY,
    'Cache-Control': 'no-cache',
    ETag: etag,
  };
}
