// The pipelines of a Collector's configuration: receivers, the processors of each pipeline in their order, exporters, and the
// connectors between pipelines. What is named and not declared, or declared and not used, is marked.
import type { BlockDiagram, DiagramLanguage, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { COLLECTOR_WORDS } from '../words/collector-words.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import type { CollectorConfig, CollectorPipeline, ComponentKind } from './collector-config.ts';

type PipelineEnd = 'receivers' | 'exporters';

const SHAPES = { receivers: 'round', exporters: 'box', connectors: 'queue' } as const;

/** What is to be drawn, and in which language. */
interface Told extends CollectorConfig {
  readonly language: DiagramLanguage;
}

export function collectorDiagram(given: CollectorConfig, language: DiagramLanguage = 'en'): BlockDiagram {
  const config: Told = { ...given, language };
  const { pipelines } = config;
  const [words, nouns] = [COLLECTOR_WORDS[language], NOUNS[language]];
  const shown = [counted(pipelines.length, nouns.pipelines)];
  const blocks = [
    ...endBlocks(config, 'receivers'),
    ...pipelines.flatMap((pipeline) => processorBlocks(config, pipeline)),
    ...connectorBlocks(config),
    ...endBlocks(config, 'exporters'),
    ...unusedProcessors(config),
    ...extensionBlocks(config),
  ];
  const flows = pipelines.flatMap((pipeline) => pipelineFlows(config, pipeline));
  return {
    type: 'flowchart',
    direction: 'LR',
    ours: false,
    language,
    title: words.title,
    source: words.source,
    facts: [{ name: 'shown', value: COMMON_WORDS[language].list([...shown, counted(blocks.length, nouns.parts)]) }],
    blocks,
    flows,
    notes: [],
  };
}

function namedIn(pipelines: readonly CollectorPipeline[], end: PipelineEnd): Set<string> {
  return new Set(pipelines.flatMap((pipeline) => pipeline[end]));
}

function block(
  id: string,
  name: string,
  within: string,
  rest: Partial<Pick<LiveBlock, 'values' | 'state' | 'shape'>>,
): LiveBlock {
  return { id, name, values: [], shape: 'box', state: 'ok', within: [within], ...rest };
}

/** Receivers or exporters that are no connectors: those that pipelines name, then those that none does. */
function endBlocks({ declared, pipelines, language }: Told, end: PipelineEnd): LiveBlock[] {
  const named = namedIn(pipelines, end);
  const names = [...named].filter((name) => declared[end].has(name) || !declared.connectors.has(name));
  const unused = [...declared[end].keys()].filter((name) => !named.has(name));
  return [...names, ...unused].map((name) => {
    const endpoints = declared[end].get(name);
    return block(`${end} ${name}`, name, COLLECTOR_WORDS[language].boxes[end], {
      shape: SHAPES[end],
      ...(endpoints === undefined ? notDeclared(language) : { values: [...endpoints] }),
      ...(named.has(name) ? {} : unusedOf(language, endpoints)),
    });
  });
}

function notDeclared(language: DiagramLanguage): Pick<LiveBlock, 'values' | 'state'> {
  return { values: [COLLECTOR_WORDS[language].notDeclared], state: 'bad' };
}

function unusedOf(language: DiagramLanguage, endpoints: readonly string[] = []): Pick<LiveBlock, 'values' | 'state'> {
  return { values: [...endpoints, COLLECTOR_WORDS[language].inNoPipeline], state: 'ghost' };
}

/** Each pipeline runs its own instance of a processor. */
function processorBlocks({ declared, language }: Told, { name, processors }: CollectorPipeline): LiveBlock[] {
  const words = COLLECTOR_WORDS[language];
  const within = words.pipeline(name);
  if (processors.length === 0) return [block(stepId(name, 0), words.noProcessors, within, { state: 'ghost' })];
  return processors.map((processor, place) =>
    block(stepId(name, place), `${place + 1}. ${processor}`, within, {
      ...(declared.processors.has(processor) ? adviceOf(processor, place, language) : notDeclared(language)),
    }),
  );
}

/** https://github.com/open-telemetry/opentelemetry-collector/tree/main/processor#recommended-processors */
function adviceOf(
  processor: string,
  place: number,
  language: DiagramLanguage,
): Pick<LiveBlock, 'values' | 'state'> | undefined {
  const isLate = processor.split('/', 1)[0] === 'memory_limiter' && place > 0;
  return isLate ? { values: [COLLECTOR_WORDS[language].betterFirst], state: 'warn' } : undefined;
}

function stepId(pipeline: string, place: number): string {
  return `step ${place} ${pipeline}`;
}

/** It has to end one pipeline and begin another. */
function connectorBlocks({ declared, pipelines, language }: Told): LiveBlock[] {
  const words = COLLECTOR_WORDS[language];
  const box = words.boxes.connectors;
  const [begins, ends] = [namedIn(pipelines, 'receivers'), namedIn(pipelines, 'exporters')];
  return [...declared.connectors].map(([name, endpoints]) => {
    const rest = { shape: SHAPES.connectors, values: [...endpoints] };
    const id = `connectors ${name}`;
    if (!begins.has(name) && !ends.has(name)) {
      return block(id, name, box, { ...rest, ...unusedOf(language, endpoints) });
    }
    if (begins.has(name) && ends.has(name)) return block(id, name, box, rest);
    const values = [begins.has(name) ? words.endsNone : words.beginsNone];
    return block(id, name, box, { ...rest, values, state: 'bad' });
  });
}

function unusedProcessors({ declared, pipelines, language }: Told): LiveBlock[] {
  const used = new Set(pipelines.flatMap(({ processors }) => processors));
  return [...declared.processors.keys()]
    .filter((name) => !used.has(name))
    .map((name) => block(`processors ${name}`, name, COLLECTOR_WORDS[language].boxes.processors, unusedOf(language)));
}

function extensionBlocks({ declared, started, language }: Told): LiveBlock[] {
  const words = COLLECTOR_WORDS[language];
  const names = new Set([...started, ...declared.extensions.keys()]);
  return [...names].map((name) => {
    const endpoints = declared.extensions.get(name);
    const values = [...(endpoints ?? [])];
    return block(`extensions ${name}`, name, words.boxes.extensions, {
      values,
      ...(started.includes(name) ? {} : ({ values: [...values, words.notStarted], state: 'ghost' } as const)),
      ...(endpoints === undefined ? notDeclared(language) : {}),
    });
  });
}

function pipelineFlows(
  config: CollectorConfig,
  { name, receivers, processors, exporters }: CollectorPipeline,
): LiveFlow[] {
  const last = stepId(name, Math.max(0, processors.length - 1));
  const flow = (from: string, to: string): LiveFlow => ({
    from,
    to,
    line: 'solid',
    label: '',
    values: [],
    failing: false,
  });
  return [
    ...[...new Set(receivers)].map((one) => flow(endId(config, 'receivers', one), stepId(name, 0))),
    ...processors.slice(1).map((_, place) => flow(stepId(name, place), stepId(name, place + 1))),
    ...[...new Set(exporters)].map((one) => flow(last, endId(config, 'exporters', one))),
  ];
}

/** A name may be a connector's, where no receiver or exporter has it. */
function endId({ declared }: CollectorConfig, end: PipelineEnd, name: string): string {
  const kind: ComponentKind = !declared[end].has(name) && declared.connectors.has(name) ? 'connectors' : end;
  return `${kind} ${name}`;
}
