// A Collector configuration with hostile names in every place.
import type { DiagramLanguage, LiveDiagram } from '@spanloom/api-schema';
import { readCollectorConfig } from '../collector/collector-config.ts';
import { collectorDiagram } from '../collector/collector-diagram.ts';
import { hostileLabels } from './hostile-labels.ts';

/** What makes the same diagram each time. */
export function hostileCollector(random: () => number, language: DiagramLanguage = 'en'): () => LiveDiagram {
  const labels = hostileLabels(300, random);
  const pick = (): string => labels[Math.floor(random() * labels.length)] ?? '';
  const names = Array.from({ length: 12 }, pick);
  const declared = Object.fromEntries(names.map((name) => [name, { endpoint: pick() }]));
  const pipeline = { receivers: names.slice(0, 4), processors: names.slice(3, 6), exporters: names.slice(6, 9) };
  const pipelines = { [`traces/${pick()}`]: pipeline, [pick()]: pipeline };
  const config = readCollectorConfig({
    receivers: declared,
    processors: declared,
    exporters: declared,
    service: { extensions: names.slice(0, 3), pipelines },
  });
  if (!config.ok) throw new Error(`${config.error.problem} ${config.error.where}`);
  return () => collectorDiagram(config.value, language);
}
