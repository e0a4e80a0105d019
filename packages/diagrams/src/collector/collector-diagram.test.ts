// @vitest-environment jsdom
import { seededRandom } from '@spanloom/analysis/testing';
import { expect, test } from 'vitest';
import { liveParts } from '../live/live-parts.ts';
import { liveText } from '../live/live-text.ts';
import { hostileLabels } from '../testing/hostile-labels.ts';
import { parsedDb } from '../testing/parse-mermaid.ts';
import { promisedLivePicture } from '../testing/promises.ts';
import { readCollectorConfig } from './collector-config.ts';
import { collectorDiagram } from './collector-diagram.ts';

function diagramOf(value: unknown) {
  const config = readCollectorConfig(value);
  if (!config.ok) throw new Error(`${config.error.problem} ${config.error.where}`);
  return collectorDiagram(config.value);
}

/** As the contrib distribution has it, with a connector, and what is wrong in it. */
const CONTRIB = {
  receivers: {
    otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' }, http: null } },
    prometheus: { config: { scrape_configs: [] } },
    jaeger: null,
  },
  processors: { memory_limiter: { limit_mib: 512 }, batch: null, resource: null },
  exporters: { 'otlp/backend': { endpoint: 'https://me:secret@tempo.example:4317/v1?key=1' }, debug: null },
  connectors: { spanmetrics: null, count: null },
  extensions: { health_check: { endpoint: '0.0.0.0:13133' }, pprof: null },
  service: {
    extensions: ['health_check', 'zpages'],
    pipelines: {
      traces: {
        receivers: ['otlp'],
        processors: ['batch', 'memory_limiter'],
        exporters: ['otlp/backend', 'spanmetrics', 'count'],
      },
      'metrics/spans': { receivers: ['spanmetrics', 'prometheus'], exporters: ['prometheusremotewrite'] },
    },
  },
};

test('receivers, the processors of each pipeline in their order, exporters, connectors between pipelines', () => {
  const diagram = diagramOf(CONTRIB);
  const named = new Map(diagram.blocks.map(({ id, name }) => [id, name]));
  expect(diagram.flows.map(({ from, to }) => `${named.get(from)} > ${named.get(to)}`)).toEqual([
    'otlp > 1. batch',
    '1. batch > 2. memory_limiter',
    '2. memory_limiter > otlp/backend',
    '2. memory_limiter > spanmetrics',
    '2. memory_limiter > count',
    'spanmetrics > no processors',
    'prometheus > no processors',
    'no processors > prometheusremotewrite',
  ]);
  expect(diagram.blocks.map(({ name, within: [group], state, values }) => [group, name, state, values.join()])).toEqual(
    [
      ['Receivers', 'otlp', 'ok', 'grpc 0.0.0.0:4317,http'],
      ['Receivers', 'prometheus', 'ok', ''],
      ['Receivers', 'jaeger', 'ghost', 'in no pipeline'],
      ['Pipeline traces', '1. batch', 'ok', ''],
      ['Pipeline traces', '2. memory_limiter', 'warn', 'better first'],
      ['Pipeline metrics/spans', 'no processors', 'ghost', ''],
      ['Connectors', 'spanmetrics', 'ok', ''],
      ['Connectors', 'count', 'bad', 'begins no pipeline'],
      ['Exporters', 'otlp/backend', 'ok', 'tempo.example:4317'],
      ['Exporters', 'prometheusremotewrite', 'bad', 'not declared'],
      ['Exporters', 'debug', 'ghost', 'in no pipeline'],
      ['Processors', 'resource', 'ghost', 'in no pipeline'],
      ['Extensions', 'health_check', 'ok', '0.0.0.0:13133'],
      ['Extensions', 'zpages', 'bad', 'not declared'],
      ['Extensions', 'pprof', 'ghost', 'not started'],
    ],
  );
});

test.each([
  ['text', 'no map', ''],
  [{ receivers: {} }, 'no pipelines', ''],
  [{ service: { pipelines: {} } }, 'no pipelines', ''],
  [{ service: { pipelines: { logs: { receivers: 'otlp' } } } }, 'wrong pipeline', 'logs'],
  [{ service: { pipelines: { logs: null } } }, 'wrong pipeline', 'logs'],
  [
    { service: { pipelines: { logs: { receivers: Array.from({ length: 151 }, (_, place) => `r${place}`) } } } },
    'too many',
    '151',
  ],
])('%j is refused: %s %s', (value, problem, where) => {
  expect(readCollectorConfig(value)).toEqual({ ok: false, error: { problem, where } });
});

test('hostile names draw what they are, and no more', async () => {
  const names = hostileLabels(40, seededRandom(5));
  const declared = Object.fromEntries(names.map((name) => [name, { endpoint: name }]));
  const value = {
    receivers: declared,
    processors: declared,
    exporters: declared,
    service: {
      extensions: names.slice(0, 5),
      pipelines: {
        [names[0] ?? '']: {
          receivers: names.slice(0, 20),
          processors: names.slice(9, 19),
          exporters: names.slice(3, 9),
        },
      },
    },
  };
  expect(readCollectorConfig(value)).toMatchObject({ ok: false, error: { problem: 'too many' } });
  const few = {
    ...value,
    processors: {},
    exporters: {},
    receivers: Object.fromEntries(Object.entries(declared).slice(0, 30)),
  };
  promisedLivePicture(() => diagramOf(few), seededRandom(3));
  const diagram = diagramOf(few);
  const text = liveText(diagram, { start: 'now', end: 'now' }, 'light');
  const chart = await parsedDb(text, 'getVertices', 'getEdges');
  expect(chart.getVertices().size).toBe(diagram.blocks.length);
  expect(chart.getEdges().length).toBe(diagram.flows.length);
  expect(liveParts(diagram)).toHaveLength(diagram.blocks.length + diagram.flows.length);
});
