// The left side: steps for one ecosystem and one protocol, with the endpoints as they are.
import { SegmentedControl, Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../../ui/code-block.tsx';
import { SkeletonBlock } from '../../ui/states.tsx';
import { GUIDES } from './guides/guides.ts';
import { PROTOCOLS, type Step, TOKEN_PLACEHOLDER, type Target } from './guides/step.ts';
import { readGuide, readProtocol, type StartUrl } from './start-url.ts';
import styles from './guide-steps.module.css';

interface GuideStepsProps {
  readonly url: StartUrl;
  readonly onChange: (part: StartUrl) => void;
  /** undefined: where the server listens is not known yet. */
  readonly target: Target | undefined;
}

export function GuideSteps({ url, onChange, target }: GuideStepsProps) {
  const { t } = useTranslation('start');
  const guide = readGuide(url);
  return (
    <Tabs
      value={guide.id}
      onChange={(id) => onChange({ sdk: id ?? undefined })}
      keepMounted={false}
      classNames={{ list: styles.tabs, tab: styles.tab, tabLabel: styles.tabLabel }}
    >
      <div className={styles.bar}>
        <Tabs.List aria-label={t('ecosystem')}>
          {GUIDES.map(({ id, name }) => (
            <Tabs.Tab key={id} value={id}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <SegmentedControl
          aria-label={t('protocol')}
          value={readProtocol(url)}
          onChange={(protocol) => onChange({ protocol })}
          data={PROTOCOLS.map((value) => ({ value, label: t(`protocols.${value}`) }))}
          classNames={{ root: styles.protocols, label: styles.protocol, indicator: styles.chosen }}
        />
      </div>
      <Tabs.Panel value={guide.id}>
        <ol className={styles.steps}>
          {target === undefined ? (
            <UnknownSteps />
          ) : (
            guide.steps(target).map((step) => <StepItem key={step.title} step={step} auth={target.auth} />)
          )}
          <Item title={t('use')}>
            <p className={styles.hint}>{guide.id === 'collector' ? t('useCollectorHint') : t('useHint')}</p>
          </Item>
        </ol>
      </Tabs.Panel>
    </Tabs>
  );
}

function StepItem({ step, auth }: { readonly step: Step; readonly auth: boolean }) {
  const { t } = useTranslation('start');
  const title = t(`steps.${step.title}`);
  return (
    <Item title={title}>
      <CodeBlock text={step.code} label={title} />
      {auth && step.code.includes(TOKEN_PLACEHOLDER) && (
        <p className={styles.hint}>{t('tokenHint', { placeholder: TOKEN_PLACEHOLDER })}</p>
      )}
    </Item>
  );
}

/** Holds the places while the server has not said where it listens. */
function UnknownSteps() {
  const { t } = useTranslation('start');
  return (
    <>
      <Item title={t('steps.install')}>
        <SkeletonBlock width="100%" height={42} />
      </Item>
      <Item title={t('steps.run')}>
        <SkeletonBlock width="100%" height={142} />
      </Item>
    </>
  );
}

function Item({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <li className={styles.step}>
      <h2 className={styles.stepTitle}>{title}</h2>
      {children}
    </li>
  );
}
