// Page bar and facts line of a trace: the way back, what it is, what is wrong with it, find, and its figures.
import { useComputedColorScheme } from '@mantine/core';
import { IconAlertTriangle, IconChevronLeft } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDiagramLanguage } from '../../i18n/use-diagram-language.ts';
import type { DiagramFile } from '../../api/diagram-file.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { formatDate } from '../../lib/format-time.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useOpenedFrom } from '../../ui/opened-from.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { ServiceSwatch } from '../../ui/service.tsx';
import { ShareButton } from '../../ui/share/share-button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import { isArriving, newestEnd } from './arriving.ts';
import { Explained } from './explained.tsx';
import { ResultsPlace } from './results-place.tsx';
import { TraceMenu } from './trace-menu.tsx';
import type { TraceModel } from './trace-model.ts';
import type { TraceOutline } from './view-span.ts';
import styles from './trace-page.module.css';

/** Back to where the trace was opened from, with all of its address; else to Search with the same time range. */
export function BackLink() {
  const { t } = useTranslation('trace');
  const router = useRouter();
  const openedFrom = useOpenedFrom();
  const search = useTimeRangeUrl();
  const href = openedFrom ?? router.buildLocation({ to: '/search', search }).href;
  return (
    <a
      href={href}
      className={styles.back}
      onClick={(event) => {
        if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        router.history.push(href);
      }}
    >
      <IconChevronLeft size={14} stroke={1.75} aria-hidden />
      {openedFrom?.startsWith('/diagrams') === true ? t('backToDiagram') : t('results')}
    </a>
  );
}

/** First and last digits of a trace id: enough to recognise it, and the copy button has all of it. */
function shortTraceId(id: string): string {
  return `${id.slice(0, 8)}…${id.slice(-8)}`;
}

interface TraceBarProps {
  readonly model: TraceModel;
  readonly outline: TraceOutline;
  readonly children: ReactNode;
}

export function TraceBar({ model, outline, children }: TraceBarProps) {
  const { t } = useTranslation('trace');
  const { root } = model;
  const name = root === undefined || root.name === '' ? t('unnamed') : root.name;
  const theme = useComputedColorScheme();
  const language = useDiagramLanguage();
  const { traceId } = model;
  const file = useMemo(
    (): DiagramFile => ({ kind: 'waterfall', parameters: { trace: traceId, theme, language } }),
    [traceId, theme, language],
  );
  return (
    <header className={styles.pageBar}>
      <BackLink />
      <ResultsPlace traceId={model.traceId} />
      <span className={styles.divider} aria-hidden />
      {root !== undefined && (
        <span className={styles.rootService}>
          <ServiceSwatch service={root.service} />
          <span>{root.service.name}</span>
        </span>
      )}
      <PageTitle title={name} />
      <h1 className={styles.title}>{name}</h1>
      <span className={styles.traceId}>
        <code title={model.traceId}>{shortTraceId(model.traceId)}</code>
        <CopyButton text={model.traceId} label={t('copyTraceId')} />
      </span>
      <TraceBadges model={model} />
      {!model.complete && <ArrivingNote model={model} outline={outline} />}
      <span className={styles.barEnd}>
        {children}
        <ShareButton ready fileOf={() => file} title={name} plainTitle={t('waterfall')} variant="default" />
        <TraceMenu model={model} file={file} />
      </span>
    </header>
  );
}

/** While it is incomplete and young the trace is asked for again, and this says so. */
function ArrivingNote({ model, outline }: { readonly model: TraceModel; readonly outline: TraceOutline }) {
  const { t } = useTranslation('trace');
  const now = useNow(2000);
  const format = useFormat();
  if (!isArriving(outline, now)) return undefined;
  return (
    <span className={styles.arriving}>
      <i aria-hidden />
      {t('stillArriving', {
        count: model.spans,
        text: format.count(model.spans),
        ago: format.relative(newestEnd(outline), now),
      })}
    </span>
  );
}

function TraceBadges({ model }: { readonly model: TraceModel }) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  return (
    <>
      {model.roots === 0 && (
        <WarnBadge label={t('noRoot')}>
          <p>{t('noRootWhy')}</p>
          <p>{t('missingToDo')}</p>
        </WarnBadge>
      )}
      {model.roots > 1 && (
        <WarnBadge label={t('manyRoots', { count: model.roots })}>
          <p>{t('manyRootsWhy')}</p>
        </WarnBadge>
      )}
      {model.missingParents > 0 && (
        <WarnBadge
          label={t('missingParents', { count: model.missingParents, text: format.count(model.missingParents) })}
        >
          <p>{t('missingParentsWhy', { count: model.orphans, text: format.count(model.orphans) })}</p>
          <p>{t('missingToDo')}</p>
        </WarnBadge>
      )}
      {model.cycles > 0 && (
        <WarnBadge label={t('cycles', { count: model.cycles })}>
          <p>{t('cyclesWhy')}</p>
        </WarnBadge>
      )}
      {model.skew !== 0 && <SkewBadge model={model} />}
      {model.conflicts > 0 && (
        <WarnBadge label={t('conflicts', { count: model.conflicts, text: format.count(model.conflicts) })}>
          <p>{t('conflictsWhy')}</p>
        </WarnBadge>
      )}
    </>
  );
}

/** Corrected, it is a fact; left as it is, it is a warning. */
function SkewBadge({ model }: { readonly model: TraceModel }) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  const size = format.duration(Math.abs(model.skew));
  const shift = model.skew < 0 ? `−${size}` : `+${size}`;
  const why = <p>{t('skewWhy', { shift: size })}</p>;
  if (!model.skewCorrected) return <WarnBadge label={t('skewNotCorrected', { shift })}>{why}</WarnBadge>;
  return (
    <Explained className={styles.plainBadge} label={t('skewCorrected', { shift })}>
      {why}
    </Explained>
  );
}

function WarnBadge({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Explained
      className={styles.warnBadge}
      label={
        <>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
          {label}
        </>
      }
    >
      {children}
    </Explained>
  );
}

export function FactsLine({ model, children }: { readonly model: TraceModel; readonly children: ReactNode }) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  return (
    <div className={styles.factsLine}>
      <dl className={styles.facts}>
        <Fact
          label={t('start')}
          title={format.dateTime(model.startNanos)}
          extra={formatDate(model.startNanos, format.language)}
        >
          {format.clock(model.startNanos, 'milli')}
        </Fact>
        <Fact label={t('duration')}>{format.duration(model.extent)}</Fact>
        <Fact label={t('spans')}>{format.count(model.spans)}</Fact>
        <Fact label={t('services')}>{format.count(model.services)}</Fact>
        <Fact label={t('errors')} error={model.errors > 0}>
          {format.count(model.errors)}
        </Fact>
        <Fact label={t('depth')}>{format.count(model.depth)}</Fact>
      </dl>
      {children}
    </div>
  );
}

interface FactProps {
  readonly label: string;
  readonly title?: string;
  readonly extra?: string;
  readonly error?: boolean;
  readonly children: ReactNode;
}

function Fact({ label, title, extra, error = false, children }: FactProps) {
  return (
    <div title={title}>
      <dt>{label}</dt>
      <dd data-error={error || undefined}>{children}</dd>
      {extra !== undefined && <dd className={styles.factExtra}>{extra}</dd>}
    </div>
  );
}
