// The states of a span, from its start in an application until it is stored here. What happens in the SDK nobody reports.
import type { BlockDiagram } from '@spanloom/api-schema';
import { countField } from '../fixed-width.ts';
import { RECEIVERS, type ServerFacts } from './server-facts.ts';
import { block, blockDiagram, flow, percentileField, sum } from './server-parts.ts';

export function spanLifeOfServer(facts: ServerFacts): BlockDiagram {
  const { ingest, store } = facts;
  const { acceptedSpans, duplicateSpans, queue, rejected, refused, stages } = ingest;
  const rejectedSpans = rejected['traces'] ?? 0;
  const sentBack = sum(RECEIVERS.map((receiver) => sum(['busy', 'store'].map((why) => refused[receiver][why] ?? 0))));
  const decoded = acceptedSpans + duplicateSpans + rejectedSpans + queue.spans;
  const spans = (count: number): string[] => [countField(count, 'spans')];
  const seen = (count: number) => ({ state: count === 0 ? 'ghost' : 'ok' }) as const;
  const ghost = { state: 'ghost' } as const;
  return blockDiagram(facts, {
    type: 'states',
    direction: 'TB',
    title: 'The life of a span in this server',
    blocks: [
      block('recording', 'recording', [], ghost),
      block('ended', 'ended, in a batch', [], ghost),
      block('decoded', 'decoded', spans(decoded), seen(decoded)),
      block('waiting', 'waiting', spans(queue.spans)),
      block('stored', 'stored', spans(acceptedSpans), seen(acceptedSpans)),
      block('duplicate', 'sent twice', spans(duplicateSpans), seen(duplicateSpans)),
      block('rejected', 'rejected', spans(rejectedSpans), {
        state: rejectedSpans === 0 ? 'ghost' : 'warn',
      }),
      block('refused', 'refused', [countField(sentBack, 'requests')], { state: sentBack === 0 ? 'ghost' : 'bad' }),
      block('searchable', 'searchable', spans(store.spans), seen(store.spans)),
    ],
    flows: [
      flow('', 'recording'),
      flow('recording', 'ended', { label: 'End()' }),
      flow('ended', 'decoded', { label: 'export', values: [percentileField('p50', stages.decode)] }),
      flow('decoded', 'waiting', { label: 'encoded', values: [percentileField('p50', stages.prepare)] }),
      flow('decoded', 'rejected', { label: 'not valid' }),
      flow('waiting', 'stored', { label: 'committed', values: [percentileField('p50', stages.commit)] }),
      flow('waiting', 'duplicate', { label: 'was there' }),
      flow('waiting', 'refused', { label: 'no room, or no disk', failing: sentBack > 0 }),
      flow('refused', 'ended', { label: 'sent again' }),
      flow('stored', 'searchable', { label: 'at once' }),
      flow('rejected', ''),
      flow('duplicate', ''),
    ],
    notes: [{ beside: 'recording', lines: ['In the SDK:', 'nobody reports it'] }],
  });
}
