// The pipelines of a Collector's configuration: receivers, the processors of each pipeline in their order, exporters, and the
// connectors between pipelines. What is named and not declared, or declared and not used, is marked.
import type { BlockDiagram, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { counted } from '../words.ts';
import type { CollectorConfig, CollectorPipeline, ComponentKind } from './collector-config.ts';

type PipelineEnd = 'receivers' | 'exporters';

const GROUPS = { receivers: 'Receivers', exporters: 'Exporters', connectors: 'Connectors' } as const;
const SHAPES = { receivers: 'round', exporters: 'box', connectors: 'queue' } as const;

export function collectorDiagram(config: CollectorConfig): BlockDiagram {
  const { pipelines } = config;
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
    title: 'Pipelines of an OpenTelemetry Collector',
    source: 'a pasted configuration',
    facts: [{ name: 'shown', value: `${counted(pipelines.length, 'pipeline')}, ${counted(blocks.length, 'part')}` }],
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
function endBlocks({ declared, pipelines }: CollectorConfig, end: PipelineEnd): LiveBlock[] {
  const named = namedIn(pipelines, end);
  const names = [...named].filter((name) => declared[end].has(name) || !declared.connectors.has(name));
  const unused = [...declared[end].keys()].filter((name) => !named.has(name));
  return [...names, ...unused].map((name) => {
    const endpoints = declared[end].get(name);
    return block(`${end} ${name}`, name, GROUPS[end], {
      shape: SHAPES[end],
      ...(endpoints === undefined ? NOT_DECLARED : { values: [...endpoints] }),
      ...(named.has(name) ? {} : unusedOf(endpoints)),
    });
  });
}

const NOT_DECLARED = { values: ['not declared'], state: 'bad' } as const satisfies Partial<LiveBlock>;

function unusedOf(endpoints: readonly string[] = []): Pick<LiveBlock, 'values' | 'state'> {
  return { values: [...endpoints, 'in no pipeline'], state: 'ghost' };
}

/** Each pipeline runs its own instance of a processor. */
function processorBlocks({ declared }: CollectorConfig, { name, processors }: CollectorPipeline): LiveBlock[] {
  const within = `Pipeline ${name}`;
  if (processors.length === 0) return [block(stepId(name, 0), 'no processors', within, { state: 'ghost' })];
  return processors.map((processor, place) =>
    block(stepId(name, place), `${place + 1}. ${processor}`, within, {
      ...(declared.processors.has(processor) ? adviceOf(processor, place) : NOT_DECLARED),
    }),
  );
}

/** https://github.com/open-telemetry/opentelemetry-collector/tree/main/processor#recommended-processors */
function adviceOf(processor: string, place: number): Pick<LiveBlock, 'values' | 'state'> | undefined {
  const isLate = processor.split('/', 1)[0] === 'memory_limiter' && place > 0;
  return isLate ? { values: ['better first'], state: 'warn' } : undefined;
}

function stepId(pipeline: string, place: number): string {
  return `step ${place} ${pipeline}`;
}

/** It has to end one pipeline and begin another. */
function connectorBlocks({ declared, pipelines }: CollectorConfig): LiveBlock[] {
  const [begins, ends] = [namedIn(pipelines, 'receivers'), namedIn(pipelines, 'exporters')];
  return [...declared.connectors].map(([name, endpoints]) => {
    const rest = { shape: SHAPES.connectors, values: [...endpoints] };
    const id = `connectors ${name}`;
    if (!begins.has(name) && !ends.has(name)) {
      return block(id, name, GROUPS.connectors, { ...rest, ...unusedOf(endpoints) });
    }
    if (begins.has(name) && ends.has(name)) return block(id, name, GROUPS.connectors, rest);
    const values = [begins.has(name) ? 'ends no pipeline' : 'begins no pipeline'];
    return block(id, name, GROUPS.connectors, { ...rest, values, state: 'bad' });
  });
}

function unusedProcessors({ declared, pipelines }: CollectorConfig): LiveBlock[] {
  const used = new Set(pipelines.flatMap(({ processors }) => processors));
  return [...declared.processors.keys()]
    .filter((name) => !used.has(name))
    .map((name) => block(`processors ${name}`, name, 'Processors', unusedOf()));
}

function extensionBlocks({ declared, started }: CollectorConfig): LiveBlock[] {
  const names = new Set([...started, ...declared.extensions.keys()]);
  return [...names].map((name) => {
    const endpoints = declared.extensions.get(name);
    const values = [...(endpoints ?? [])];
    return block(`extensions ${name}`, name, 'Extensions', {
      values,
      ...(started.includes(name) ? {} : ({ values: [...values, 'not started'], state: 'ghost' } as const)),
      ...(endpoints === undefined ? NOT_DECLARED : {}),
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
