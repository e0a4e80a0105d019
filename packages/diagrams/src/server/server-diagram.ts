// Every kind of diagram of the server itself.
import type { LiveDiagram, ServerDiagramKind } from '@spanloom/api-schema';
import { pipelineOfServer } from './pipeline.ts';
import type { ServerFacts } from './server-facts.ts';

const KINDS: Readonly<Record<ServerDiagramKind, (facts: ServerFacts) => LiveDiagram>> = {
  pipeline: pipelineOfServer,
};

export function serverDiagram(kind: ServerDiagramKind, facts: ServerFacts): LiveDiagram {
  return KINDS[kind](facts);
}
