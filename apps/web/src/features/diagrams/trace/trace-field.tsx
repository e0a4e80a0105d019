// Takes a trace id as it is pasted; Enter or leaving the field reads it.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pastedTraceId } from '../../../lib/pasted-trace-id.ts';
import field from '../frame/field.module.css';

interface TraceFieldProps {
  readonly traceId: string | undefined;
  readonly onTrace: (traceId: string) => void;
  /** What is asked for, if not the trace that is drawn. */
  readonly label?: string;
}

export function TraceField({ traceId, onTrace, label }: TraceFieldProps) {
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
        label={label ?? t('trace.subject')}
        classNames={{ label: field.label }}
        placeholder={t('trace.subjectHint')}
        value={text}
        error={wrong ? t('trace.subjectWrong') : undefined}
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={submit}
      />
    </form>
  );
}
