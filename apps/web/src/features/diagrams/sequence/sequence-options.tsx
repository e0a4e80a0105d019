// The left region: of which trace, what is not drawn and why, what is odd, and how to read it.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { pastedTraceId } from '../../../lib/pasted-trace-id.ts';
import { SideRegion } from '../../../ui/region.tsx';
import type { DiagramsUrl } from '../diagrams-url.ts';
import { KindSelect } from '../kind-select.tsx';
import legendStyles from '../legend.module.css';
import styles from '../options-region.module.css';
import type { ReadSequence } from './use-trace-sequence.ts';

interface SequenceOptionsProps {
  readonly url: DiagramsUrl;
  readonly read: ReadSequence | undefined;
  readonly onChange: (part: Partial<DiagramsUrl>) => void;
}

export function SequenceOptions({ url, read, onChange }: SequenceOptionsProps) {
  const { t } = useTranslation('diagrams');
  return (
    <SideRegion name="diagram-options" label={t('options')} side="left" initialWidth={248} className={styles.region}>
      <section className={styles.section}>
        <KindSelect kind="sequence" onChange={onChange} />
        <TraceField traceId={url.trace} onTrace={(trace) => onChange({ trace })} />
      </section>
      {read !== undefined && (
        <>
          <section className={styles.section} aria-labelledby="diagram-source">
            <h2 id="diagram-source" className={styles.title}>
              {t('source')}
            </h2>
            <Source read={read} />
          </section>
          <section className={styles.section} aria-labelledby="diagram-not-drawn">
            <h2 id="diagram-not-drawn" className={styles.title}>
              {t('notDrawn')}
            </h2>
            <NotDrawn read={read} />
            <EveryParticipant url={url} read={read} onChange={onChange} />
          </section>
          <section className={styles.section} aria-labelledby="diagram-odd">
            <h2 id="diagram-odd" className={styles.title}>
              {t('sequence.found')}
            </h2>
            <Flaws read={read} />
          </section>
        </>
      )}
      <section className={styles.section} aria-labelledby="diagram-legend">
        <h2 id="diagram-legend" className={styles.title}>
          {t('legend')}
        </h2>
        <SequenceLegend />
      </section>
    </SideRegion>
  );
}

interface TraceFieldProps {
  readonly traceId: string | undefined;
  readonly onTrace: (traceId: string) => void;
}

/** Takes a trace id as it is pasted; Enter or leaving the field reads it. */
function TraceField({ traceId, onTrace }: TraceFieldProps) {
  const { t } = useTranslation('diagrams');
  const [text, setText] = useState(traceId ?? '');
  const [wrong, setWrong] = useState(false);
  const submit = (): void => {
    const found = pastedTraceId(text);
    setWrong(found === undefined && text.trim() !== '');
    if (found !== undefined && found !== traceId?.toLowerCase()) onTrace(found);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextInput
        label={t('sequence.subject')}
        classNames={{ label: styles.label }}
        placeholder={t('sequence.subjectHint')}
        value={text}
        error={wrong ? t('sequence.subjectWrong') : undefined}
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={submit}
      />
    </form>
  );
}

interface Read {
  readonly read: ReadSequence;
}

function Source({ read: { sequence } }: Read) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  return (
    <div className={styles.facts}>
      <span>
        {t('sequence.window', {
          start: format.dateTime(sequence.start),
          duration: format.duration(sequence.end > sequence.start ? sequence.end - sequence.start : 0n),
        })}
      </span>
      <span>{t('sequence.spansRead', { count: sequence.spans, spans: format.count(sequence.spans) })}</span>
    </div>
  );
}

function NotDrawn({ read: { sequence } }: Read) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const calls = (count: number): string => t('sequence.callCount', { count, calls: format.count(count) });
  const spans = (count: number): string => t('sequence.spanCount', { count, spans: format.count(count) });
  const { hidden } = sequence;
  const inferred = sequence.participants.filter((one) => one.inferred).map(({ label }) => label);
  return (
    <Rows
      rows={[
        [t('sequence.notDrawnLabels.repeats'), calls(sequence.repeats)],
        [t('sequence.notDrawnLabels.hidden'), calls(hidden.calls)],
        ...(hidden.withErrors > 0 ? [[t('sequence.notDrawnLabels.failed'), calls(hidden.withErrors)] as const] : []),
        [t('sequence.notDrawnLabels.participants'), format.count(sequence.participantsHidden)],
        [t('sequence.notDrawnLabels.inner'), spans(sequence.elided + hidden.works)],
        [t('inferred'), inferred.length === 0 ? t('none') : inferred.join(', ')],
      ]}
    />
  );
}

interface EveryParticipantProps extends Read {
  readonly url: DiagramsUrl;
  readonly onChange: (part: Partial<DiagramsUrl>) => void;
}

/** The way to a picture with all of them, and back. */
function EveryParticipant({ url, read: { sequence }, onChange }: EveryParticipantProps) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const shown = url.participants === 'all';
  if (!shown && sequence.participantsHidden === 0) return undefined;
  const all = sequence.participants.length + sequence.participantsHidden;
  return (
    <Button variant="default" onClick={() => onChange({ participants: shown ? undefined : 'all' })}>
      {shown ? t('sequence.fewerParticipants') : t('sequence.everyParticipant', { count: all, all: format.count(all) })}
    </Button>
  );
}

const FLAWS = ['missingParents', 'cycles', 'conflicting', 'unfinished', 'backwards', 'skewed'] as const;

function Flaws({ read: { sequence } }: Read) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const found = FLAWS.filter((flaw) => sequence.flaws[flaw] > 0);
  if (found.length === 0) return <div className={styles.facts}>{t('sequence.nothingOdd')}</div>;
  return <Rows rows={found.map((flaw) => [t(`sequence.flaws.${flaw}`), format.count(sequence.flaws[flaw])])} />;
}

function Rows({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className={styles.list}>
      {rows.map(([name, value]) => (
        <div key={name} className={styles.row}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function SequenceLegend() {
  const { t } = useTranslation('diagrams');
  return (
    <ul className={legendStyles.legend}>
      <li>
        <Arrow head="m17 2 5 3-5 3z" />
        {t('sequence.legendCall')}
      </li>
      <li>
        <Arrow head="m17 2 5 3-5 3z" dash="4 3" />
        {t('sequence.legendAnswer')}
      </li>
      <li>
        <Arrow head="m18 2 4 3-4 3" />
        {t('sequence.legendSend')}
      </li>
      <li>
        <Arrow head="m17 2 5 6m-5 0 5-6" dash="4 3" failing />
        {t('sequence.legendFailed')}
      </li>
      <li>
        <svg className={legendStyles.sign} width="24" height="12" aria-hidden="true">
          <rect data-state="ghost" x="1.5" y="1.5" width="20" height="9" rx="2" />
        </svg>
        {t('sequence.legendGhost')}
      </li>
    </ul>
  );
}

interface ArrowProps {
  readonly head: string;
  readonly dash?: string;
  readonly failing?: boolean;
}

function Arrow({ head, dash = '', failing = false }: ArrowProps) {
  return (
    <svg className={legendStyles.sign} data-failing={failing} width="24" height="10" aria-hidden="true">
      <path d="M1 5h20" strokeDasharray={dash} />
      <path d={head} />
    </svg>
  );
}
