// One trace in the list, and the skeleton that holds its place.
import type { TraceSummary } from '@spanloom/api-schema';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Format, useFormat } from '../../i18n/use-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Bar } from '../../ui/bar.tsx';
import { Name, useNameText } from '../../ui/name.tsx';
import type { ResultOrder } from '../../ui/result-order.ts';
import { ServiceChip, ServiceTick } from '../../ui/service.tsx';
import { SkeletonBlock } from '../../ui/states.tsx';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import { useResultsHref } from './use-results-href.ts';
import styles from './result-list.module.css';

interface ResultRowProps {
  readonly trace: TraceSummary;
  readonly index: number;
  readonly top: number;
  readonly now: bigint;
  /** Longest duration of the list, ns. */
  readonly scaleMax: number;
  /** How many service chips fit. */
  readonly chips: number;
  readonly withServiceName: boolean;
  readonly firstService: string | undefined;
  /** The list that the row stands in, for the way from one trace to the next. */
  readonly order: ResultOrder;
  readonly focused: boolean;
  /** The row that Tab reaches. */
  readonly tabStop: boolean;
  readonly onFocus: () => void;
  readonly onLeave: () => void;
}

export function ResultRow(props: ResultRowProps) {
  const { trace, index, now, scaleMax, firstService } = props;
  const { t } = useTranslation('search');
  const format = useFormat();
  const timeRange = useTimeRangeUrl();
  const openedFrom = useResultsHref(trace.traceId);
  const start = BigInt(trace.start);
  const services = orderedServices(trace, firstService);
  const hidden = services.slice(props.chips);
  const nameText = useNameText();

  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.focused}
      tabIndex={props.tabStop ? 0 : -1}
      className={styles.row}
      style={{ transform: `translateY(${props.top}px)` }}
      onFocus={props.onFocus}
    >
      <span role="gridcell" className={styles.start} title={format.dateTime(start)}>
        <b>{format.clock(start)}</b> <span className={styles.ago}>{age(start, now, format)}</span>
      </span>
      <span role="gridcell" className={styles.root}>
        {trace.root !== undefined && (
          <ServiceTick service={trace.root.service} title={nameText(trace.root.service.name)} />
        )}
        {/* Covers the whole row, so that a click anywhere opens it and a middle click opens a tab. */}
        <Link
          to="/trace/$traceId"
          params={{ traceId: trace.traceId }}
          search={timeRange}
          state={{ openedFrom, results: props.order }}
          tabIndex={-1}
          className={styles.link}
          data-known={trace.root !== undefined}
          onClick={props.onLeave}
        >
          {props.withServiceName && trace.root !== undefined && (
            <span className={styles.rootService}>
              <Name text={trace.root.service.name} />{' '}
            </span>
          )}
          <b>{trace.root === undefined ? t('noRoot') : <Name text={trace.root.operation} />}</b>
        </Link>
        {!trace.complete && (
          <Badge tone="warn" title={t('partialTip')}>
            {t('partial')}
          </Badge>
        )}
      </span>
      <span role="gridcell" className={styles.services}>
        {services.slice(0, props.chips).map((service) => (
          <ServiceChip
            key={`${service.namespace}/${service.name}`}
            service={service}
            count={format.count(service.spans)}
          />
        ))}
        {hidden.length > 0 && (
          <span className={styles.more} title={hidden.map(({ name }) => nameText(name)).join(', ')}>
            +{hidden.length}
            <span className="sl-visually-hidden"> {t('moreServices')}</span>
          </span>
        )}
      </span>
      <span role="gridcell" className={styles.number}>
        {format.count(trace.spans)}
      </span>
      <span role="gridcell" className={styles.number} data-error={trace.errors > 0}>
        {trace.errors === 0 ? '–' : format.count(trace.errors)}
      </span>
      <span role="gridcell" className={styles.duration}>
        <Bar share={scaleMax === 0 ? 0 : Number(trace.duration) / scaleMax} error={trace.errors > 0} />
        <b>{format.duration(BigInt(trace.duration))}</b>
      </span>
    </div>
  );
}

/** In the final columns; widths differ a little, as texts do. */
export function SkeletonRow({ index }: { readonly index: number }) {
  return (
    <div className={styles.skeletonRow} aria-hidden="true">
      <SkeletonBlock width={52} />
      <SkeletonBlock width={120 + ((index * 37) % 90)} />
      <span className={styles.services}>
        <SkeletonBlock width={84} height={18} />
        <SkeletonBlock width={84} height={18} />
      </span>
      <SkeletonBlock width={24} />
      <SkeletonBlock width={14} />
      <SkeletonBlock width="100%" />
    </div>
  );
}

const RELATIVE_FOR_NANOS = 3_600_000_000_000n;

/** How long ago, up to an hour; then the day, where it is not today. */
function age(start: bigint, now: bigint, format: Format): string {
  if (start <= now && now - start < RELATIVE_FOR_NANOS) return format.relative(start, now);
  const day = format.date(start);
  return day === format.date(now) ? '' : day;
}

/** The searched service first, then those with the most spans. */
function orderedServices(trace: TraceSummary, first: string | undefined): TraceSummary['services'] {
  return trace.services.toSorted(
    (a, b) => Number(b.name === first) - Number(a.name === first) || b.spans - a.spans || (a.name < b.name ? -1 : 1),
  );
}
