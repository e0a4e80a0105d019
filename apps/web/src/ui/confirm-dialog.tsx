// Asks before something is deleted for good: what goes, the safe way out first, what went wrong said in place. A word may
// have to be typed first.
import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { CopyButton } from './copy-button.tsx';
import { useOpenings } from './use-openings.ts';
import styles from './confirm-dialog.module.css';

interface QuestionProps {
  /** What confirms, such as "Delete 4 spans". */
  readonly action: string;
  /** Has to be typed before it can be confirmed. */
  readonly word?: string | undefined;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
  /** What is deleted, and what stays. */
  readonly children: ReactNode;
}

interface ConfirmDialogProps extends QuestionProps {
  readonly opened: boolean;
  readonly title: string;
}

export function ConfirmDialog({ opened, title, ...question }: ConfirmDialogProps) {
  const { t } = useTranslation('shell');
  const openings = useOpenings(opened);
  return (
    <Modal
      opened={opened}
      onClose={question.onCancel}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
      size="md"
    >
      <Question key={openings} {...question} />
    </Modal>
  );
}

/** Lives as long as the dialog is open: what was typed is forgotten when it closes. */
function Question({ action, word, pending, error, onCancel, onConfirm, children }: QuestionProps) {
  const { t } = useTranslation('shell');
  const [typed, setTyped] = useState('');
  const confirmed = word === undefined || typed.trim() === word;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (confirmed && !pending) onConfirm();
  };
  return (
    <form onSubmit={submit}>
      {children}
      {word !== undefined && (
        <TextInput
          label={t('typeWord', { word })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
      )}
      {error !== null && (
        <p role="alert" className={styles.problem}>
          {t('notDeleted')} {wordsOf(error)} <CopyButton text={error.message} label={t('copyReport')} />
        </p>
      )}
      <div className={styles.actions}>
        <Button variant="default" onClick={onCancel} data-autofocus={word === undefined || undefined}>
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={!confirmed || pending}>
          {pending ? t('deleting') : action}
        </Button>
      </div>
    </form>
  );
}

function wordsOf(error: Error): string {
  return error instanceof ApiError && error.failure.kind === 'refused' ? error.failure.message : error.message;
}
