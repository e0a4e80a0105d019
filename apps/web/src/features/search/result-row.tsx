// The cells of one trace in the list, and the skeleton that holds its place.
import type { TraceSummary } from '@spanloom/api-schema';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Bar } from '../../ui/bar.tsx';
import { Name, useNameText } from '../../ui/name.tsx';
import type { ResultOrder } from '../../ui/result-order.ts';
import { ServiceChip, ServiceTick } from '../../ui/service.tsx';
import { SkeletonBlock } from '../../ui/states.tsx';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import { age } from './age.ts';
import type { ResultColumn } from './result-columns.ts';
import { useResultsHref } from './use-results-href.ts';
import styles from './result-list.module.css';

interface ResultCellsProps {
  readonly trace: TraceSummary;
  readonly columns: readonly ResultColumn[];
  readonly now: bigint;
  /** Longest duration of the list, ns. */
  readonly scaleMax: number;
  /** How many service chips fit. */
  readonly chips: number;
  readonly withServiceName: boolean;
  readonly firstService: string | undefined;
  /** The list that the row stands in, for the way from one trace to the next. */
  readonly order: ResultOrder;
  readonly onLeave: () => void;
}

export function ResultCells(props: ResultCellsProps) {
  const { trace, now, scaleMax, firstService } = props;
  const { t } = useTranslation('search');
  const format = useFormat();
  const timeRange = useTimeRangeUrl();
  const openedFrom = useResultsHref(trace.traceId);
  const start = BigInt(trace.start);
  const services = orderedServices(trace, firstService);
  const hidden = services.slice(props.chips);
  const nameText = useNameText();

  const cellOf = (column: ResultColumn): ReactNode => {
    switch (column) {
      case 'start':
        return (
          <span key={column} role="gridcell" className={styles.start} title={format.dateTime(start)}>
            <b>{format.clock(start)}</b> <span className={styles.ago}>{age(start, now, format)}</span>
          </span>
        );
      case 'root':
        return (
          <span key={column} role="gridcell" className={styles.root}>
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
        );
      case 'kind':
        return (
          <span key={column} role="gridcell" className={styles.kind}>
            {trace.root?.kind ?? '–'}
          </span>
        );
      case 'services':
        return (
          <span key={column} role="gridcell" className={styles.services}>
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
        );
      case 'spans':
        return (
          <span key={column} role="gridcell" className={styles.number}>
            {format.count(trace.spans)}
          </span>
        );
      case 'weight':
        return (
          <span key={column} role="gridcell" className={styles.number}>
            {format.count(trace.weight)}
          </span>
        );
      case 'errors':
        return (
          <span key={column} role="gridcell" className={styles.number} data-error={trace.errors > 0}>
            {trace.errors === 0 ? '–' : format.count(trace.errors)}
          </span>
        );
      case 'duration':
        return (
          <span key={column} role="gridcell" className={styles.duration}>
            <Bar share={scaleMax === 0 ? 0 : Number(trace.duration) / scaleMax} error={trace.errors > 0} />
            <b>{format.duration(BigInt(trace.duration))}</b>
          </span>
        );
      case 'traceId':
        return (
          <span key={column} role="gridcell" className={styles.traceId} title={trace.traceId}>
            {trace.traceId}
          </span>
        );
    }
  };

  return props.columns.map(cellOf);
}

/** In the final columns; widths differ a little, as texts do. */
export function SkeletonRow({ index, columns }: { readonly index: number; readonly columns: readonly ResultColumn[] }) {
  return (
    <div className={styles.skeletonRow} aria-hidden="true">
      {columns.map((column) =>
        column === 'services' ? (
          <span key={column} className={styles.services}>
            <SkeletonBlock width={84} height={18} />
            <SkeletonBlock width={84} height={18} />
          </span>
        ) : (
          <SkeletonBlock key={column} width={column === 'root' ? 120 + ((index * 37) % 90) : SKELETON_WIDTHS[column]} />
        ),
      )}
    </div>
  );
}

const SKELETON_WIDTHS: Readonly<Record<Exclude<ResultColumn, 'root' | 'services'>, number | string>> = {
  start: 52,
  kind: 40,
  spans: 24,
  weight: 24,
  errors: 14,
  duration: '100%',
  traceId: '90%',
};

/** The searched service first, then those with the most spans. */
function orderedServices(trace: TraceSummary, first: string | undefined): TraceSummary['services'] {
  return trace.services.toSorted(
    (a, b) => Number(b.name === first) - Number(a.name === first) || b.spans - a.spans || (a.name < b.name ? -1 : 1),
  );
}
