// A line of the map, and its label: rate, and the share of errors where there are any to speak of. Labels lie over all lines.
import type { LineTone } from '@spanloom/diagrams';
import { memo } from 'react';
import type { ChangeWord } from '../../ui/use-change-words.ts';
import styles from './service-map-picture.module.css';

interface EdgeLineProps {
  readonly id: string;
  readonly d: string;
  readonly width: number;
  readonly async: boolean;
  readonly tone: LineTone;
  /** Not called in the part of the time that is shown. */
  readonly absent: boolean;
  readonly selected: boolean;
  /** Touches the selected node. */
  readonly related: boolean;
  /** For those who do not see it. */
  readonly name: string;
  /** What the ids of the arrow heads begin with; their tone follows. */
  readonly arrow: string;
}

export const EdgeLine = memo(function EdgeLine(props: EdgeLineProps) {
  const { d, tone, selected } = props;
  return (
    <g
      className={styles.edge}
      role="button"
      tabIndex={-1}
      aria-label={props.name}
      aria-pressed={selected}
      data-part="edge"
      data-id={props.id}
      data-failing={tone === 'failing'}
      data-tone={tone}
      data-absent={props.absent}
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
        markerEnd={`url(#${props.arrow}${tone})`}
      />
    </g>
  );
});

interface EdgeLabelProps {
  /** The middle of its first line. */
  readonly x: number;
  readonly y: number;
  readonly lines: 1 | 2;
  readonly rate: string;
  readonly errors: string;
  readonly failing: boolean;
  readonly change: string | undefined;
  readonly changeTone: ChangeWord['tone'] | undefined;
}

/** Its words are those of its line's name. With room for less than all, the later lines say more. */
export const EdgeLabel = memo(function EdgeLabel(props: EdgeLabelProps) {
  const { x, y, lines, rate, errors, failing, change, changeTone } = props;
  const shown = [
    { text: rate, tone: undefined },
    ...(failing ? [{ text: errors, tone: 'failing' }] : []),
    ...(change === undefined ? [] : [{ text: change, tone: changeTone }]),
  ].slice(-lines);
  return (
    <text className={styles.edgeLabel} x={x} y={y}>
      {shown.map(({ text, tone }, index) => (
        <tspan key={text} x={x} dy={index === 0 ? 4 : 14} data-tone={tone}>
          {text}
        </tspan>
      ))}
    </text>
  );
});
