// The left region of a diagram of a trace: which one, what is not drawn and why, what is odd, and how to read it.
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { Legend } from '../../../ui/legend.tsx';
import { RegionRows, RegionSection, RegionWords } from '../../../ui/region-section.tsx';
import type { DiagramsUrl } from '../diagrams-url.ts';
import { KindSelect } from '../frame/kind-select.tsx';
import { TraceField } from './trace-field.tsx';
import type { KindWords, TraceKind } from './trace-kind.ts';
import type { ReadTrace } from './use-trace.ts';

interface TraceOptionsProps<M, F> {
  readonly kind: TraceKind<M, F>;
  readonly url: DiagramsUrl;
  /** undefined: not read yet. */
  readonly model: M | undefined;
  readonly read: ReadTrace | undefined;
  readonly words: KindWords;
  readonly onChange: (part: Partial<DiagramsUrl>) => void;
}

export function TraceOptions<M, F>({ kind, url, model, read, words, onChange }: TraceOptionsProps<M, F>) {
  const { t } = useTranslation('diagrams');
  const { Choices, Comparison } = kind;
  return (
    <>
      <RegionSection>
        <KindSelect kind={kind.id} onChange={onChange} />
        <TraceField traceId={url.trace} onTrace={(trace) => onChange({ trace })} />
      </RegionSection>
      {read !== undefined && model !== undefined && (
        <>
          <RegionSection title={t('source')}>
            <Source read={read} />
          </RegionSection>
          <RegionSection title={t('notDrawn')}>
            <RegionRows rows={words.notDrawn} />
            {Choices !== undefined && <Choices url={url} model={model} onChange={onChange} />}
          </RegionSection>
          {Comparison !== undefined && (
            <RegionSection title={t('compare')}>
              <Comparison url={url} model={model} onChange={onChange} />
            </RegionSection>
          )}
          <RegionSection title={t('trace.found')}>
            {words.found.length === 0 ? (
              <RegionWords lines={[t('trace.nothingOdd')]} />
            ) : (
              <RegionRows rows={words.found} />
            )}
          </RegionSection>
        </>
      )}
      <RegionSection title={t('legend')}>
        <Legend items={words.legend} />
      </RegionSection>
    </>
  );
}

function Source({ read: { trace } }: { readonly read: ReadTrace }) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const starts = trace.spans.map(({ start }) => BigInt(start));
  const ends = trace.spans.map(({ start, end }) => (BigInt(end) > BigInt(start) ? BigInt(end) : BigInt(start)));
  const start = starts.reduce((least, time) => (time < least ? time : least), starts[0] ?? 0n);
  const end = ends.reduce((most, time) => (time > most ? time : most), start);
  return (
    <RegionWords
      lines={[
        t('trace.window', { start: format.dateTime(start), duration: format.duration(end - start) }),
        t('trace.spansRead', { count: trace.spans.length, spans: format.count(trace.spans.length) }),
      ]}
    />
  );
}
