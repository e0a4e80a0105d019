// Every kind of diagram of the server itself.
import type { DiagramLanguage, LiveDiagram, ServerDiagramKind } from '@spanloom/api-schema';
import { dataPathOfServer } from './data-path.ts';
import { healthOfServer } from './health.ts';
import { ingestOfServer } from './ingest-exchange.ts';
import { layersOfServer } from './layers.ts';
import { pipelineOfServer } from './pipeline.ts';
import type { ServerFacts, ToldFacts } from './server-facts.ts';
import { spanLifeOfServer } from './span-life.ts';
import { transportOfServer } from './transport.ts';

const KINDS: Readonly<Record<ServerDiagramKind, (facts: ToldFacts) => LiveDiagram>> = {
  pipeline: pipelineOfServer,
  layers: layersOfServer,
  'data-path': dataPathOfServer,
  transport: transportOfServer,
  ingest: ingestOfServer,
  'span-life': spanLifeOfServer,
  health: healthOfServer,
};

export function serverDiagram(
  kind: ServerDiagramKind,
  facts: ServerFacts,
  language: DiagramLanguage = 'en',
): LiveDiagram {
  return KINDS[kind]({ ...facts, language });
}
