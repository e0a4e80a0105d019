// A line of the map with its label: rate, and the share of errors where there are any to speak of.
import { memo } from 'react';
import styles from './service-map-picture.module.css';

interface EdgeViewProps {
  readonly id: string;
  readonly d: string;
  readonly width: number;
  readonly async: boolean;
  readonly failing: boolean;
  readonly selected: boolean;
  /** Middle of the label; undefined where there is no room for one. */
  readonly labelX: number | undefined;
  readonly labelY: number | undefined;
  readonly rate: string;
  readonly errors: string;
  /** For those who do not see it. */
  readonly name: string;
  /** Ids of the arrow heads. */
  readonly arrow: string;
  readonly failingArrow: string;
}

export const EdgeView = memo(function EdgeView(props: EdgeViewProps) {
  const { d, failing, selected, labelX, labelY } = props;
  return (
    <g
      className={styles.edge}
      role="button"
      tabIndex={-1}
      aria-label={props.name}
      aria-pressed={selected}
      data-part="edge"
      data-id={props.id}
      data-failing={failing}
    >
      <title>{props.name}</title>
      {selected && <path className={styles.edgeHalo} d={d} style={{ strokeWidth: props.width + 8 }} />}
      <path className={styles.reach} d={d} />
      <path
        className={styles.line}
        d={d}
        data-async={props.async}
        style={{ strokeWidth: props.width }}
        markerEnd={`url(#${failing ? props.failingArrow : props.arrow})`}
      />
      {labelX !== undefined && labelY !== undefined && (
        <text className={styles.edgeLabel} x={labelX} y={labelY}>
          <tspan x={labelX} dy={4}>
            {props.rate}
          </tspan>
          {failing && (
            <tspan x={labelX} dy={14} data-failing="true">
              {props.errors}
            </tspan>
          )}
        </text>
      )}
    </g>
  );
});
