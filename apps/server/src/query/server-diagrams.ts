// Diagrams of the server itself: answered from its counters, beside the queries that readers answer.
import { isServerDiagram } from '@spanloom/api-schema';
import { serverDiagram, type ServerFacts } from '@spanloom/diagrams';
import type { DiagramAnswer, DiagramRequest, ServerDiagramRequest } from '../threads/messages.ts';
import { jsonAnswer } from './answers.ts';
import { liveAnswer } from './live-answer.ts';
import type { QueryPort } from './queries.ts';

export interface ServerSources {
  readonly readFacts: () => Promise<ServerFacts>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The same queries, and those about the server. */
export function withServerDiagrams(queries: QueryPort, { readFacts, now }: ServerSources): QueryPort {
  return {
    async run(query, options) {
      if (query.kind !== 'diagram' || !isOfServer(query.request)) return queries.run(query, options);
      const { kind, parameters } = query.request;
      const time = (BigInt(now()) * 1_000_000n).toString();
      const diagram = serverDiagram(kind, await readFacts(), parameters.language);
      return jsonAnswer<DiagramAnswer>(liveAnswer(diagram, { ...parameters, start: time, end: time }));
    },
  };
}

export function isOfServer(request: DiagramRequest): request is ServerDiagramRequest {
  return isServerDiagram(request.kind);
}
