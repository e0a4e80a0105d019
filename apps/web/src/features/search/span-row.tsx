// The cells of one span in the list of spans.
import type { FoundSpan } from '@spanloom/api-schema';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../i18n/use-format.ts';
import { Bar } from '../../ui/bar.tsx';
import { Name, useNameText } from '../../ui/name.tsx';
import type { ResultOrder } from '../../ui/result-order.ts';
import { ServiceTick } from '../../ui/service.tsx';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import { age } from './age.ts';
import { useResultsHref } from './use-results-href.ts';
import styles from './result-list.module.css';

interface SpanCellsProps {
  readonly span: FoundSpan;
  /** Tells it from the other rows. */
  readonly rowId: string;
  readonly now: bigint;
  /** Longest duration of the list, ns. */
  readonly scaleMax: number;
  readonly withServiceName: boolean;
  /** The traces of the list, for the way from one to the next. */
  readonly order: ResultOrder;
  readonly onLeave: () => void;
}

export function SpanCells({ span, rowId, now, scaleMax, withServiceName, order, onLeave }: SpanCellsProps) {
  const format = useFormat();
  const timeRange = useTimeRangeUrl();
  const openedFrom = useResultsHref(rowId);
  const nameText = useNameText();
  const start = BigInt(span.start);
  const failed = span.status === 'error';
  return (
    <>
      <span role="gridcell" className={styles.start} title={format.dateTime(start)}>
        <b>{format.clock(start)}</b> <span className={styles.ago}>{age(start, now, format)}</span>
      </span>
      <span role="gridcell" className={styles.root}>
        <ServiceTick service={span.service} title={nameText(span.service.name)} />
        {/* Covers the whole row, as in the list of traces. */}
        <Link
          to="/trace/$traceId"
          params={{ traceId: span.traceId }}
          search={{ ...timeRange, span: span.spanId }}
          state={{ openedFrom, results: order }}
          tabIndex={-1}
          className={styles.link}
          onClick={onLeave}
        >
          {withServiceName && (
            <span className={styles.rootService}>
              <Name text={span.service.name} />{' '}
            </span>
          )}
          <b>
            <Name text={span.operation} />
          </b>
        </Link>
      </span>
      <span role="gridcell" className={styles.kind}>
        {span.kind}
      </span>
      <span role="gridcell" className={styles.kind} data-error={failed}>
        {span.status === 'unset' ? '–' : span.status}
      </span>
      <span role="gridcell" className={styles.traceId} title={span.traceId}>
        {span.traceId}
      </span>
      <span role="gridcell" className={styles.duration}>
        <Bar share={scaleMax === 0 ? 0 : Number(span.duration) / scaleMax} error={failed} />
        <b>{format.duration(BigInt(span.duration))}</b>
      </span>
    </>
  );
}
