// What is to be drawn, read from a kind and a query string: by the addresses of diagrams, by the shell and by shares.
import {
  LIVE_WINDOW_DIAGRAMS,
  mapDiagramParameters,
  resultsParameters,
  SERVER_DIAGRAMS,
  serverDiagramParameters,
  TRACE_DIAGRAMS,
  traceDiagramParameters,
  waterfallParameters,
  windowDiagramParameters,
} from '@spanloom/api-schema';
import { err, ok, type Result } from '@spanloom/otlp-model';
import type { DiagramRequest, QueryFailure } from '../threads/messages.ts';
import { parseParameters } from './parameters.ts';

export function readDiagramRequest(kind: string, search: URLSearchParams): Result<DiagramRequest, QueryFailure> {
  if (kind === 'map') {
    const parameters = parseParameters(mapDiagramParameters, search);
    return parameters.ok ? ok({ kind, parameters: parameters.value }) : parameters;
  }
  const windowKind = LIVE_WINDOW_DIAGRAMS.find((one) => one === kind);
  if (windowKind !== undefined) {
    const parameters = parseParameters(windowDiagramParameters, search);
    return parameters.ok ? ok({ kind: windowKind, parameters: parameters.value }) : parameters;
  }
  const serverKind = SERVER_DIAGRAMS.find((one) => one === kind);
  if (serverKind !== undefined) {
    const parameters = parseParameters(serverDiagramParameters, search);
    return parameters.ok ? ok({ kind: serverKind, parameters: parameters.value }) : parameters;
  }
  if (kind === 'waterfall') {
    const parameters = parseParameters(waterfallParameters, search);
    return parameters.ok ? ok({ kind, parameters: parameters.value }) : parameters;
  }
  if (kind === 'results') {
    const parameters = parseParameters(resultsParameters, search);
    return parameters.ok ? ok({ kind, parameters: parameters.value }) : parameters;
  }
  const traceKind = TRACE_DIAGRAMS.find((one) => one === kind);
  if (traceKind === undefined) return err({ code: 'not_found', message: `There is no diagram "${kind}".` });
  const parameters = parseParameters(traceDiagramParameters(traceKind), search);
  return parameters.ok ? ok({ kind: traceKind, parameters: parameters.value }) : parameters;
}
