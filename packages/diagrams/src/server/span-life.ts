// The states of a span, from its start in an application until it is stored here. What happens in the SDK nobody reports.
import type { BlockDiagram } from '@spanloom/api-schema';
import { countField } from '../fixed-width.ts';
import { NOUNS } from '../words/nouns.ts';
import { SERVER_WORDS } from '../words/server-words.ts';
import { RECEIVERS, type ToldFacts } from './server-facts.ts';
import { block, blockDiagram, flow, percentileField, sum } from './server-parts.ts';

export function spanLifeOfServer(facts: ToldFacts): BlockDiagram {
  const { ingest, store, language } = facts;
  const [{ life }, nouns] = [SERVER_WORDS[language], NOUNS[language]];
  const { acceptedSpans, duplicateSpans, queue, rejected, refused, stages } = ingest;
  const rejectedSpans = rejected['traces'] ?? 0;
  const sentBack = sum(RECEIVERS.map((receiver) => sum(['busy', 'store'].map((why) => refused[receiver][why] ?? 0))));
  const decoded = acceptedSpans + duplicateSpans + rejectedSpans + queue.spans;
  const spans = (count: number): string[] => [countField(count, nouns.spans)];
  const seen = (count: number) => ({ state: count === 0 ? 'ghost' : 'ok' }) as const;
  const ghost = { state: 'ghost' } as const;
  return blockDiagram('span-life', facts, {
    type: 'states',
    direction: 'TB',
    blocks: [
      block('recording', life.recording, [], ghost),
      block('ended', life.ended, [], ghost),
      block('decoded', life.decoded, spans(decoded), seen(decoded)),
      block('waiting', life.waiting, spans(queue.spans)),
      block('stored', life.stored, spans(acceptedSpans), seen(acceptedSpans)),
      block('duplicate', life.duplicate, spans(duplicateSpans), seen(duplicateSpans)),
      block('rejected', life.rejected, spans(rejectedSpans), {
        state: rejectedSpans === 0 ? 'ghost' : 'warn',
      }),
      block('refused', life.refused, [countField(sentBack, nouns.requests)], {
        state: sentBack === 0 ? 'ghost' : 'bad',
      }),
      block('searchable', life.searchable, spans(store.spans), seen(store.spans)),
    ],
    flows: [
      flow('', 'recording'),
      flow('recording', 'ended', { label: 'End()' }),
      flow('ended', 'decoded', { label: life.export, values: [percentileField('p50', stages.decode)] }),
      flow('decoded', 'waiting', { label: life.encoded, values: [percentileField('p50', stages.prepare)] }),
      flow('decoded', 'rejected', { label: life.notValid }),
      flow('waiting', 'stored', { label: life.committed, values: [percentileField('p50', stages.commit)] }),
      flow('waiting', 'duplicate', { label: life.wasThere }),
      flow('waiting', 'refused', { label: life.noRoom, failing: sentBack > 0 }),
      flow('refused', 'ended', { label: life.sentAgain }),
      flow('stored', 'searchable', { label: life.atOnce }),
      flow('rejected', ''),
      flow('duplicate', ''),
    ],
    notes: [{ beside: 'recording', lines: [life.inSdk, life.nobodyReports] }],
  });
}
