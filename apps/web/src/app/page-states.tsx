// What stands in place of a page that failed, or that does not exist.
import { Button } from '@mantine/core';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemPanel, StatePanel } from '../ui/states.tsx';

/** A fault in our own code: says so, and gives the detail to copy. */
export function PageFault({ error }: ErrorComponentProps) {
  const { t } = useTranslation('shell');
  return (
    <ProblemPanel
      title={t('unknownProblem')}
      error={error instanceof Error ? error : new Error(String(error))}
      action={<Button onClick={() => window.location.reload()}>{t('reload')}</Button>}
    />
  );
}

export function PageNotFound() {
  const { t } = useTranslation('shell');
  return (
    <StatePanel title={t('pageNotFound')} lead={t('pageNotFoundHint')}>
      <Link to="/search">{t('toSearch')}</Link>
    </StatePanel>
  );
}
