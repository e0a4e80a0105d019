// What comes in and where it goes in this server, with its own counters.
import type { BlockDiagram, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField, durationField, numberField } from '../fixed-width.ts';
import { counted } from '../words.ts';
import type { ServerFacts } from './server-facts.ts';

export type { ServerFacts };

export function pipelineOfServer(facts: ServerFacts): BlockDiagram {
  const { protocols, store } = facts;
  const receivers = protocols.map(
    ({ name, requests, spans }): LiveBlock =>
      block(`in ${name}`, `OTLP ${name}`, [countField(spans, 'spans'), countField(requests, 'requests')], {
        within: ['Receivers'],
        state: requests === 0 ? 'ghost' : 'ok',
      }),
  );
  const blocks: LiveBlock[] = [
    ...receivers,
    block(
      'refused',
      'Refused',
      [countField(facts.refusedRequests, 'requests'), countField(facts.rejectedItems, 'items')],
      {
        state: facts.refusedRequests + facts.rejectedItems > 0 ? 'warn' : 'ghost',
      },
    ),
    block('queue', 'Write queue', [countField(facts.waitingSpans, 'spans wait')], {
      shape: 'queue',
      within: ['Ingest'],
    }),
    block(
      'writer',
      'Writer',
      [
        countField(facts.commits, 'commits'),
        ...(facts.commitMean === undefined ? [] : [durationField('mean', facts.commitMean)]),
      ],
      { within: ['Ingest'] },
    ),
    block('duplicates', 'Duplicates', [countField(facts.duplicateSpans, 'spans')], { state: 'ghost' }),
    block('store', 'SQLite', [countField(store.spans, 'spans'), numberField(store.bytes / 1e6, 'MB')], {
      shape: 'store',
    }),
  ];
  const flows: LiveFlow[] = [
    ...protocols.flatMap(({ name, requests }) => [flow(`in ${name}`, 'queue', [], requests > 0 ? 'solid' : 'dashed')]),
    ...protocols.map(({ name }) => flow(`in ${name}`, 'refused', [], 'dashed')),
    flow('queue', 'writer', [numberField(facts.spansPerSecond, 'spans/s')]),
    flow('writer', 'store', []),
    flow('writer', 'duplicates', [], 'dashed'),
  ];
  return {
    type: 'flowchart',
    direction: 'LR',
    ours: true,
    title: 'Ingest pipeline of this server',
    source: `counters of this server, version ${facts.version}`,
    facts: [{ name: 'shown', value: `${counted(blocks.length, 'part')}, ${counted(flows.length, 'way')}` }],
    blocks,
    flows,
    notes: [],
  };
}

function block(
  id: string,
  name: string,
  values: string[],
  rest: Partial<Pick<LiveBlock, 'shape' | 'state' | 'within'>> = {},
): LiveBlock {
  return { id, name, values, shape: 'box', state: 'ok', within: [], ...rest };
}

function flow(from: string, to: string, values: string[], line: LiveFlow['line'] = 'solid'): LiveFlow {
  return { from, to, line, label: '', values, failing: false };
}
