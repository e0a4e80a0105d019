// Events and links of a span. An exception shows its type, message and stack trace; a link opens the trace it points to.
import type { ApiAttribute, ApiSpan } from '@spanloom/api-schema';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useOpenedFrom } from '../../ui/opened-from.ts';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import { AttributeTable, LongText } from './attribute-table.tsx';
import styles from './span-drawer.module.css';

const EXCEPTION_KEYS: ReadonlySet<string> = new Set(['exception.type', 'exception.message', 'exception.stacktrace']);

type ApiEvent = ApiSpan['events'][number];
type ApiLink = ApiSpan['links'][number];

export function SpanEvents({
  events,
  spanStart,
  dropped,
}: {
  readonly events: readonly ApiEvent[];
  readonly spanStart: string;
  readonly dropped: number;
}) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  return (
    <>
      <ul className={styles.events}>
        {events.map((event, index) => (
          <li key={`${index}-${event.time}`}>
            <EventEntry event={event} spanStart={spanStart} />
          </li>
        ))}
      </ul>
      {dropped > 0 && (
        <p className={styles.dropped}>{t('droppedEvents', { count: dropped, text: format.count(dropped) })}</p>
      )}
    </>
  );
}

function EventEntry({ event, spanStart }: { readonly event: ApiEvent; readonly spanStart: string }) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  const offset = BigInt(event.time) - BigInt(spanStart);
  const type = valueOf(event.attributes, 'exception.type');
  const message = valueOf(event.attributes, 'exception.message');
  const stack = valueOf(event.attributes, 'exception.stacktrace');
  const rest = event.attributes.filter(({ key }) => !EXCEPTION_KEYS.has(key));
  return (
    <>
      <p className={styles.eventHead}>
        <svg width={9} height={9} viewBox="-4.5 -4.5 9 9" aria-hidden>
          <path className={styles.diamond} d="M0 -3.5L3.5 0L0 3.5L-3.5 0z" />
        </svg>
        <b>{event.name === '' ? t('unnamed') : event.name}</b>
        <span className={styles.muted}>{offset < 0n ? format.duration(offset) : `+${format.duration(offset)}`}</span>
        {type !== undefined && <span className={styles.errorText}>{type}</span>}
      </p>
      {message !== undefined && (
        <p className={styles.eventText}>
          <LongText text={message} />
        </p>
      )}
      {stack !== undefined && (
        <div className={styles.stack}>
          <pre tabIndex={0} aria-label={t('stackTrace')}>
            {stack}
          </pre>
          <span className={styles.stackCopy}>
            <CopyButton text={stack} label={t('copyStackTrace')} />
          </span>
        </div>
      )}
      {(rest.length > 0 || event.droppedAttributesCount > 0) && (
        <AttributeTable attributes={rest} dropped={event.droppedAttributesCount} label={t('eventAttributes')} />
      )}
    </>
  );
}

export function SpanLinks({
  links,
  dropped,
  traceId,
  onOpenSpan,
}: {
  readonly links: readonly ApiLink[];
  readonly dropped: number;
  readonly traceId: string;
  /** Goes to a span of this trace. */
  readonly onOpenSpan: (spanId: string) => void;
}) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  const timeRange = useTimeRangeUrl();
  // The way back still leads to the results; the browser's own leads to this trace.
  const openedFrom = useOpenedFrom();
  return (
    <>
      <ul className={styles.events}>
        {links.map((link, index) => (
          <li key={`${index}-${link.traceId}-${link.spanId}`}>
            <dl className={styles.ids}>
              <dt>{t('traceId')}</dt>
              <dd>
                {link.traceId} <CopyButton text={link.traceId} label={t('copyTraceId')} />
              </dd>
              <dt>{t('spanId')}</dt>
              <dd>
                {link.spanId} <CopyButton text={link.spanId} label={t('copySpanId')} />
              </dd>
              {link.traceState !== '' && (
                <>
                  <dt>{t('traceState')}</dt>
                  <dd>{link.traceState}</dd>
                </>
              )}
            </dl>
            {link.traceId === traceId ? (
              <button type="button" className={styles.more} onClick={() => onOpenSpan(link.spanId)}>
                {t('openSpan')}
              </button>
            ) : (
              <Link
                to="/trace/$traceId"
                params={{ traceId: link.traceId }}
                search={{ ...timeRange, span: link.spanId }}
                state={openedFrom === undefined ? {} : { openedFrom }}
              >
                {t('openTrace')}
              </Link>
            )}
            {(link.attributes.length > 0 || link.droppedAttributesCount > 0) && (
              <AttributeTable
                attributes={link.attributes}
                dropped={link.droppedAttributesCount}
                label={t('linkAttributes')}
              />
            )}
          </li>
        ))}
      </ul>
      {dropped > 0 && (
        <p className={styles.dropped}>{t('droppedLinks', { count: dropped, text: format.count(dropped) })}</p>
      )}
    </>
  );
}

function valueOf(attributes: readonly ApiAttribute[], key: string): string | undefined {
  const text = attributes.find((attribute) => attribute.key === key)?.text;
  return text === '' ? undefined : text;
}
