// A line of the map, and its label: rate, and the share of errors where there are any to speak of. Labels lie over all lines.
import { memo } from 'react';
import styles from './service-map-picture.module.css';

interface EdgeLineProps {
  readonly id: string;
  readonly d: string;
  readonly width: number;
  readonly async: boolean;
  readonly failing: boolean;
  readonly selected: boolean;
  /** Touches the selected node. */
  readonly related: boolean;
  /** For those who do not see it. */
  readonly name: string;
  /** Ids of the arrow heads. */
  readonly arrow: string;
  readonly failingArrow: string;
}

export const EdgeLine = memo(function EdgeLine(props: EdgeLineProps) {
  const { d, failing, selected } = props;
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
      data-related={props.related}
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
    </g>
  );
});

interface EdgeLabelProps {
  /** The middle of its first line. */
  readonly x: number;
  readonly y: number;
  /** With room for one, errors are told before the rate. */
  readonly lines: 1 | 2;
  readonly rate: string;
  readonly errors: string;
  readonly failing: boolean;
}

/** Its words are those of its line's name. */
export const EdgeLabel = memo(function EdgeLabel({ x, y, lines, rate, errors, failing }: EdgeLabelProps) {
  const errorsAlone = failing && lines === 1;
  return (
    <text className={styles.edgeLabel} x={x} y={y}>
      {!errorsAlone && (
        <tspan x={x} dy={4}>
          {rate}
        </tspan>
      )}
      {failing && (
        <tspan x={x} dy={errorsAlone ? 4 : 14} data-failing="true">
          {errors}
        </tspan>
      )}
    </text>
  );
});
