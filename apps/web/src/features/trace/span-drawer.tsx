// All that is known of the selected span, beside the waterfall. Nothing in it is markup from outside: React text only.
import { Button } from '@mantine/core';
import { IconArrowRight, IconLayoutSidebarRightCollapse } from '@tabler/icons-react';
import type { ApiSpan, ServiceRef } from '@spanloom/api-schema';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { spanQuery } from '../../api/queries.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ServiceChip } from '../../ui/service.tsx';
import { AttributeSection } from './attribute-section.tsx';
import { AttributeTable } from './attribute-table.tsx';
import { calleeOf, otherSideOf } from './callee.ts';
import { CodeSection } from './code-section.tsx';
import { DrawerSection } from './drawer-section.tsx';
import { codePlace } from './editor-link.ts';
import { errorWord } from './error-word.ts';
import { SpanEvents, SpanLinks } from './span-events.tsx';
import type { SpanModelRow } from './model-row.ts';
import styles from './span-drawer.module.css';
import type { TraceModel } from './trace-model.ts';
import { usualSubject } from './usual-subject.ts';
import { spanKey, type ViewSpan } from './view-span.ts';

const UsualDuration = lazy(async () => ({ default: (await import('./usual-duration.tsx')).UsualDuration }));

interface SpanDrawerProps {
  readonly model: TraceModel;
  readonly row: SpanModelRow;
  readonly onClose: () => void;
  /** Goes to a span of this trace, by its id. */
  readonly onOpenSpan: (spanId: string) => void;
}

export function SpanDrawer({ model, row, onClose, onOpenSpan }: SpanDrawerProps) {
  const { t } = useTranslation('trace');
  const { span } = row.row;
  const details = useSpanDetails(model, span);
  const { api } = details;
  return (
    <div className={styles.drawer}>
      <header className={styles.drawerHead}>
        <div className={styles.titleLine}>
          <h2 className={styles.name}>{span.name === '' ? t('unnamed') : span.name}</h2>
          {span.error && <Badge tone="error">{[t('error'), errorWord(span)].filter(Boolean).join(' ')}</Badge>}
          {api?.status.code === 'ok' && <Badge tone="ok">ok</Badge>}
          <IconButton small label={t('closeDetails')} onClick={onClose}>
            <IconLayoutSidebarRightCollapse size={16} stroke={1.75} />
          </IconButton>
        </div>
        <Parties span={span} other={otherSideOf(model.rows, row)} />
        <Notes model={model} span={span} message={api?.status.message ?? ''} />
        <Facts model={model} row={row} />
        <Usual model={model} row={row} ready={api !== undefined} />
      </header>
      {api === undefined ? (
        <Unread error={details.error} onRetry={details.retry} />
      ) : (
        <SpanSections model={model} span={span} api={api} onOpenSpan={onOpenSpan} />
      )}
    </div>
  );
}

/** What only an open span needs is read when it is opened. */
function useSpanDetails(model: TraceModel, span: ViewSpan) {
  const { data, error, refetch } = useQuery(spanQuery(model.traceId, span.spanId));
  const api = data?.spans.find((found) => spanKey(found.spanId, found.conflicting, found.contentHash) === span.key);
  // One that was alone when it was drawn may have got a twin since: the next reading of the trace tells.
  return { api: api ?? data?.spans[0], error, retry: () => void refetch() };
}

function Unread({ error, onRetry }: { readonly error: Error | null; readonly onRetry: () => void }) {
  const { t } = useTranslation('trace');
  if (error === null) return <p className={styles.none}>{t('readingSpan')}</p>;
  return (
    <p className={styles.none} role="alert">
      {t('spanNotRead', { why: error.message })} <CopyButton text={error.message} label={t('copyReport')} />{' '}
      <Button size="compact-xs" variant="default" onClick={onRetry}>
        {t('tryAgain')}
      </Button>
    </p>
  );
}

/** What is out of the ordinary with a span, in sentences. */
function Notes({
  model,
  span,
  message,
}: {
  readonly model: TraceModel;
  readonly span: ViewSpan;
  readonly message: string;
}) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  return (
    <>
      {message !== '' && <p className={span.error ? styles.errorText : styles.statusText}>{message}</p>}
      {span.running && <p className={styles.warnText}>{t('runningDetail')}</p>}
      {span.backwards > 0 && (
        <p className={styles.warnText}>{t('backwardsDetail', { by: format.duration(span.backwards) })}</p>
      )}
      {span.shift !== 0 && (
        <p className={styles.statusText}>
          {t('shiftedDetail', {
            shift: signed(format.duration, span.shift),
            start: format.dateTime(model.startNanos + BigInt(Math.round(span.start - span.shift))),
          })}
        </p>
      )}
      {span.conflicting && <p className={styles.warnText}>{t('conflictDetail')}</p>}
    </>
  );
}

function Facts({ model, row }: { readonly model: TraceModel; readonly row: SpanModelRow }) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  const { span, selfTime } = row.row;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('start')}</dt>
        <dd>+{format.duration(span.start)}</dd>
      </div>
      <div>
        <dt>{t('duration')}</dt>
        <dd>{format.duration(span.end - span.start)}</dd>
      </div>
      <div>
        <dt>{t('self')}</dt>
        <dd>{format.duration(selfTime)}</dd>
      </div>
      <div>
        <dt>{t('ofTrace')}</dt>
        <dd>{format.share(model.extent === 0 ? 0 : (span.end - span.start) / model.extent)}</dd>
      </div>
    </dl>
  );
}

/** How long it usually takes: read after all else, by code that only an open span needs. */
function Usual({ model, row, ready }: Pick<SpanDrawerProps, 'model' | 'row'> & { readonly ready: boolean }) {
  const subject = usualSubject(row.row.span, calleeOf(model.rows, row));
  if (subject === undefined) return undefined;
  return (
    <p className={styles.usual}>
      {ready && (
        <Suspense>
          <UsualDuration subject={subject} />
        </Suspense>
      )}
    </p>
  );
}

interface SpanSectionsProps {
  readonly model: TraceModel;
  readonly span: ViewSpan;
  readonly api: ApiSpan;
  readonly onOpenSpan: (spanId: string) => void;
}

function SpanSections({ model, span, api, onOpenSpan }: SpanSectionsProps) {
  const { t } = useTranslation('trace');
  const { resource, scope } = span;
  const place = codePlace(api.attributes);
  return (
    <>
      {place !== undefined && <CodeSection place={place} />}
      <AttributeSection
        title={t('attributes')}
        searchLabel={t('filterAttributes')}
        scope="span"
        attributes={api.attributes}
        dropped={api.droppedAttributesCount}
        initiallyOpen
      />
      <AttributeSection
        title={t('resource')}
        searchLabel={t('filterResource')}
        scope="resource"
        attributes={resource.attributes}
        dropped={resource.droppedAttributesCount}
        summary={resourceSummary(span)}
      >
        {resource.schemaUrl !== '' && <SchemaUrl url={resource.schemaUrl} />}
      </AttributeSection>
      {(api.events.length > 0 || api.droppedEventsCount > 0) && (
        <DrawerSection title={t('events')} count={api.events.length} initiallyOpen>
          <SpanEvents events={api.events} spanStart={api.start} dropped={api.droppedEventsCount} />
        </DrawerSection>
      )}
      {(api.links.length > 0 || api.droppedLinksCount > 0) && (
        <DrawerSection title={t('links')} count={api.links.length} initiallyOpen>
          <SpanLinks
            links={api.links}
            dropped={api.droppedLinksCount}
            traceId={model.traceId}
            onOpenSpan={onOpenSpan}
          />
        </DrawerSection>
      )}
      <DrawerSection
        title={t('scope')}
        summary={[scope?.name, scope?.version].filter(Boolean).join(' ') || t('unnamed')}
      >
        <ScopeDetails span={span} />
      </DrawerSection>
      <DrawerSection title={t('identity')} summary={<code>{span.spanId}</code>}>
        <Identity model={model} api={api} />
      </DrawerSection>
      <DrawerSection title={t('rawJson')}>
        <RawJson span={span} api={api} />
      </DrawerSection>
    </>
  );
}

function signed(duration: (nanos: number) => string, nanos: number): string {
  return `${nanos < 0 ? '−' : '+'}${duration(Math.abs(nanos))}`;
}

/**
 * Who did it, as what, and towards whom. A row that is drawn as its peer says here who called. `other`: the service on
 * the other side, as spans of its own tell; without them it is inferred from what the caller says.
 */
function Parties({ span, other }: { readonly span: ViewSpan; readonly other: ServiceRef | undefined }) {
  const { t } = useTranslation('trace');
  const { peer } = span;
  const outward = span.kind === 'client' || span.kind === 'producer';
  return (
    <p className={styles.parties}>
      <ServiceChip service={span.service} />
      <Badge tone="neutral">{span.kind === 'unspecified' ? t('kindUnspecified') : span.kind.toUpperCase()}</Badge>
      {(other !== undefined || peer !== undefined) && (
        <IconArrowRight
          size={14}
          stroke={1.75}
          aria-label={outward ? t('calls') : t('takesFrom')}
          className={outward ? undefined : styles.reversed}
        />
      )}
      {other === undefined ? (
        peer !== undefined && (
          <>
            <span className={styles.peer}>{peer.name}</span>
            <span className={styles.inferred} title={t('inferredHint')}>
              {t('inferred')}
            </span>
          </>
        )
      ) : (
        <ServiceChip service={other} />
      )}
    </p>
  );
}

function ScopeDetails({ span }: { readonly span: ViewSpan }) {
  const { t } = useTranslation('trace');
  const { scope } = span;
  if (scope === undefined) return <p className={styles.none}>{t('noAttributes')}</p>;
  return (
    <>
      <dl className={styles.ids}>
        <dt>{t('name')}</dt>
        <dd>{scope.name === '' ? t('unnamed') : scope.name}</dd>
        <dt>{t('version')}</dt>
        <dd>{scope.version === '' ? '–' : scope.version}</dd>
      </dl>
      {(scope.attributes.length > 0 || scope.droppedAttributesCount > 0) && (
        <AttributeTable
          attributes={scope.attributes}
          dropped={scope.droppedAttributesCount}
          label={t('scope')}
          showAll
        />
      )}
      {scope.schemaUrl !== '' && <SchemaUrl url={scope.schemaUrl} />}
    </>
  );
}

/** As text: an address from outside is not made clickable. */
function SchemaUrl({ url }: { readonly url: string }) {
  const { t } = useTranslation('trace');
  return (
    <dl className={styles.ids}>
      <dt>{t('schemaUrl')}</dt>
      <dd>{url}</dd>
    </dl>
  );
}

function Identity({ model, api }: { readonly model: TraceModel; readonly api: ApiSpan }) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  return (
    <dl className={styles.ids}>
      <dt>{t('traceId')}</dt>
      <dd>
        {model.traceId} <CopyButton text={model.traceId} label={t('copyTraceId')} />
      </dd>
      <dt>{t('spanId')}</dt>
      <dd>
        {api.spanId} <CopyButton text={api.spanId} label={t('copySpanId')} />
      </dd>
      <dt>{t('parentSpanId')}</dt>
      <dd>{api.parentSpanId ?? t('noParent')}</dd>
      <dt>{t('startTime')}</dt>
      <dd>{format.dateTime(BigInt(api.start))}</dd>
      <dt>{t('traceState')}</dt>
      <dd>{api.traceState === '' ? '–' : api.traceState}</dd>
      <dt>{t('flags')}</dt>
      <dd>0x{api.flags.toString(16).padStart(2, '0')}</dd>
      {api.weight !== 1 && (
        <>
          <dt>{t('weight')}</dt>
          <dd>{t('standsFor', { count: Math.round(api.weight), text: format.count(api.weight) })}</dd>
        </>
      )}
      <dt>{t('contentHash')}</dt>
      <dd>{api.contentHash}</dd>
    </dl>
  );
}

function RawJson({ span, api }: { readonly span: ViewSpan; readonly api: ApiSpan }) {
  const { t } = useTranslation('trace');
  const { resource, scope, ...rest } = { ...api, resource: span.resource, scope: span.scope };
  const text = JSON.stringify({ ...rest, resource, scope }, undefined, 2);
  return (
    <div className={styles.stack}>
      <pre tabIndex={0} aria-label={t('rawJson')}>
        {text}
      </pre>
      <span className={styles.stackCopy}>
        <CopyButton text={text} label={t('copyJson')} />
      </span>
    </div>
  );
}

/** What tells instances of a service apart at a glance: version, place, machine. */
function resourceSummary(span: ViewSpan): string {
  const valueOf = (...keys: readonly string[]): string | undefined => {
    for (const key of keys) {
      const text = span.resource.attributes.find((attribute) => attribute.key === key)?.text;
      if (text !== undefined && text !== '') return text;
    }
    return undefined;
  };
  const service = [span.service.name, valueOf('service.version')].filter(Boolean).join(' ');
  const place = valueOf(
    'cloud.availability_zone',
    'cloud.region',
    'deployment.environment.name',
    'deployment.environment',
  );
  const machine = valueOf('k8s.pod.name', 'host.name', 'service.instance.id');
  return [service, place, machine].filter((part) => part !== undefined && part !== '').join(' · ');
}
