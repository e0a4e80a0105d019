// For who has no program at hand: a test trace, the demo data, a file of traces. What came of it is said here.
import { Button } from '@mantine/core';
import type { DemoStatus } from '@spanloom/api-schema';
import { IconPackage, IconPlayerStop, IconSend } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import { OpenFileButton, OpenFileResult } from './open-file.tsx';
import type { Made } from './use-made-traces.ts';
import type { TraceFileOpening } from './use-trace-file.ts';
import { wordsOf } from './words-of.ts';
import styles from './no-program.module.css';

interface NoProgramProps {
  readonly made: Made;
  readonly demo: DemoStatus | undefined;
  readonly file: TraceFileOpening;
}

export function NoProgram({ made, demo, file }: NoProgramProps) {
  const { t } = useTranslation('start');
  const { testTrace } = made;
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{t('noProgram')}</h2>
      <div className={styles.actions}>
        <Button
          leftSection={<IconSend size={14} stroke={1.75} />}
          rightSection={<Kbd>T</Kbd>}
          disabled={testTrace.isPending}
          onClick={made.sendTrace}
        >
          {t('sendTestTrace')}
        </Button>
        <DemoButton made={made} demo={demo} />
        <OpenFileButton file={file} />
      </div>
      <p className={styles.hint}>{t('demoHint')}</p>
      <div role="status">
        <TestTraceResult made={made} />
        <DemoProgress made={made} demo={demo} />
        <OpenFileResult file={file} />
      </div>
    </section>
  );
}

function DemoButton({ made, demo }: Omit<NoProgramProps, 'file'>) {
  const { t } = useTranslation('start');
  const runs = demo?.state === 'loading' || demo?.state === 'running';
  return (
    <Button
      variant="default"
      leftSection={runs ? <IconPlayerStop size={14} stroke={1.75} /> : <IconPackage size={14} stroke={1.75} />}
      disabled={demo === undefined || made.demo.isPending}
      onClick={() => made.switchDemo(!runs)}
    >
      {runs ? t('stopDemo') : t('loadDemo')}
    </Button>
  );
}

function TestTraceResult({ made: { testTrace } }: { readonly made: Made }) {
  const { t } = useTranslation('start');
  const timeRange = useTimeRangeUrl();
  if (testTrace.error !== null) {
    return (
      <p className={styles.problem}>
        {t('testTraceFailed')} {wordsOf(testTrace.error)}
      </p>
    );
  }
  if (testTrace.data === undefined) return undefined;
  return (
    <p className={styles.result}>
      {t('testTraceSent')}{' '}
      <Link to="/trace/$traceId" params={{ traceId: testTrace.data.traceId }} search={timeRange}>
        {t('openTestTrace')}
      </Link>
    </p>
  );
}

function DemoProgress({ made, demo }: Omit<NoProgramProps, 'file'>) {
  const { t } = useTranslation('start');
  const format = useFormat();
  if (made.demo.error !== null) {
    return (
      <p className={styles.problem}>
        {t('demoRefused')} {wordsOf(made.demo.error)}
      </p>
    );
  }
  if (demo === undefined || demo.state === 'off') return undefined;
  const words = { count: demo.sentSpans, text: format.count(demo.sentSpans) };
  if (demo.state === 'failed') return <p className={styles.problem}>{t('demoFailed', words)}</p>;
  return (
    <p className={styles.result}>{demo.state === 'loading' ? t('demoLoading', words) : t('demoRunning', words)}</p>
  );
}
