// Open a trace file: the button, and what became of the file.
import { Button, FileButton } from '@mantine/core';
import { IconPlayerStop, IconUpload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { writeTimeRange } from '../../lib/time-range.ts';
import { NoTraceFile, type OpenedFile, type TraceFileOpening } from './use-trace-file.ts';
import { wordsOf } from './words-of.ts';
import styles from './no-program.module.css';

export function OpenFileButton({ file }: { readonly file: TraceFileOpening }) {
  const { t } = useTranslation('start');
  if (file.opening.isPending) {
    return (
      <Button variant="default" leftSection={<IconPlayerStop size={14} stroke={1.75} />} onClick={file.stop}>
        {t('stopFile')}
      </Button>
    );
  }
  return (
    <FileButton
      accept=".json,.jsonl,.ndjson,application/json"
      onChange={(source) => source !== null && file.open(source)}
    >
      {(props) => (
        <Button {...props} variant="default" leftSection={<IconUpload size={14} stroke={1.75} />}>
          {t('openFile')}
        </Button>
      )}
    </FileButton>
  );
}

export function OpenFileResult({ file: { opening, progress } }: { readonly file: TraceFileOpening }) {
  const { t } = useTranslation('start');
  const format = useFormat();
  if (opening.isPending) {
    return (
      <p className={styles.result}>
        {progress === undefined
          ? t('readingFile')
          : t('sendingFile', {
              sent: format.count(progress.sent),
              text: format.count(progress.of),
              count: progress.of,
            })}
      </p>
    );
  }
  if (opening.error instanceof NoTraceFile) {
    return <p className={styles.problem}>{t(opening.error.problem === 'not-json' ? 'fileNotJson' : 'fileNoTraces')}</p>;
  }
  if (opening.error !== null) {
    return (
      <p className={styles.problem}>
        {t('fileRefused')} {wordsOf(opening.error)}
      </p>
    );
  }
  return opening.data === undefined ? undefined : <Opened opened={opening.data} />;
}

function Opened({ opened }: { readonly opened: OpenedFile }) {
  const { t } = useTranslation('start');
  const format = useFormat();
  const { name, file, sentSpans, rejectedSpans, message, stopped } = opened;
  const stored = sentSpans - rejectedSpans;
  const [only] = file.traceIds;
  // To the next milliseconds: a moment of no length finds nothing.
  const range =
    file.window === undefined
      ? {}
      : writeTimeRange({ kind: 'absolute', start: file.window.start - 1_000_000n, end: file.window.end + 1_000_000n });
  return (
    <>
      <p className={styles.result}>
        {t(stopped ? 'fileStopped' : 'fileStored', { name, count: stored, text: format.count(stored) })}{' '}
        {file.traceIds.size === 1 && only !== undefined ? (
          <Link to="/trace/$traceId" params={{ traceId: only }} search={range}>
            {t('openTestTrace')}
          </Link>
        ) : (
          <Link to="/search" search={range}>
            {t('showFileTraces', { count: file.traceIds.size, text: format.count(file.traceIds.size) })}
          </Link>
        )}
      </p>
      {rejectedSpans > 0 && (
        <p className={styles.problem}>
          {t('fileRejected', { count: rejectedSpans, text: format.count(rejectedSpans) })} {message}
        </p>
      )}
    </>
  );
}
