// A node of the map: a box for a service, a cylinder for a database, a slanted box for a queue, a dashed one for what is inferred.
import type { GraphNode } from '@spanloom/api-schema';
import { memo } from 'react';
import type { ChangeWord } from '../../ui/use-change-words.ts';
import { serviceColor } from '../../ui/service.tsx';
import { fitText } from '../../viz/fit-text.ts';
import { NODE_HEIGHT as H, NODE_WIDTH as W } from '../../viz/service-map-shape.ts';
import styles from './service-map-picture.module.css';

const STRIPE = 4;
const SLANT = 9;
const CAP = 5;
const NAME_LETTERS = 19;
const LARGE_NAME_LETTERS = 13;

/** What a node has from near and from far away. */
export interface NodeProps {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly kind: GraphNode['kind'];
  readonly label: string;
  /** For those who do not see it. */
  readonly name: string;
  readonly state: string;
  readonly color: number;
  readonly selected: boolean;
  /** Reached by Tab; the others by arrow keys. */
  readonly tabStop: boolean;
}

interface NodeViewProps extends NodeProps {
  readonly secondLap: boolean;
  readonly rate: string;
  readonly errors: string;
  readonly failing: boolean;
  readonly p95: string;
  /** What differs most from the time that it is compared with. */
  readonly change: string | undefined;
  readonly changeTone: ChangeWord['tone'] | undefined;
  /** Its name alone, in large letters. */
  readonly large: boolean;
}

/** All of it is text and numbers, so that a tick draws again only what changed. */
export const NodeView = memo(function NodeView(props: NodeViewProps) {
  const { kind, label, selected } = props;
  const inset = kind === 'queue' ? SLANT : 0;
  // Below the edge of a cylinder's cap.
  const lower = kind === 'database' ? 4 : 0;
  const room = (props.large ? LARGE_NAME_LETTERS : NAME_LETTERS) - (inset === 0 ? 0 : 1);
  const short = fitText(label, room);
  // What is seen is part of what is said: of a name that is cut, the whole of it.
  const isCut = short !== label;
  return (
    <g {...groupOf(props)}>
      {isCut && <title>{label}</title>}
      {selected && <rect className={styles.halo} x={-4} y={-4} width={W + 8} height={H + 8} rx={6} />}
      <NodeShape kind={kind} />
      {kind === 'service' && (
        <rect
          className={styles.stripe}
          width={STRIPE}
          height={H}
          rx={1.5}
          style={
            props.secondLap
              ? { fill: 'var(--sl-bg)', stroke: serviceColor(props.color) }
              : { fill: serviceColor(props.color) }
          }
        />
      )}
      <text
        className={props.large ? styles.largeName : styles.name}
        x={10 + inset}
        y={props.large ? 30 + lower / 2 : 18 + lower}
        aria-hidden={isCut}
      >
        {short}
      </text>
      {/* Apart from the name also for those to whom it is read. */}{' '}
      {!props.large && (
        <text className={styles.values} x={10 + inset / 3} y={34 + lower}>
          {props.rate}
          {props.errors !== '' && (
            <tspan dx={3} data-failing={props.failing}>
              {` ${props.errors}`}
            </tspan>
          )}
          {props.p95 !== '' && <tspan dx={3}>{` ${props.p95}`}</tspan>}
        </text>
      )}
      {props.change !== undefined && (
        <text className={styles.change} x={W} y={-5} data-tone={props.changeTone}>
          {props.change}
        </text>
      )}
    </g>
  );
});

/** Its place, its role and its name. Not a component: a thousand of them would be felt. */
export function groupOf({ id, x, y, kind, name, state, selected, tabStop }: NodeProps) {
  return {
    className: styles.node,
    transform: `translate(${x} ${y})`,
    role: 'button',
    tabIndex: tabStop ? 0 : -1,
    'aria-label': name,
    'aria-pressed': selected,
    'data-part': 'node',
    'data-id': id,
    'data-kind': kind,
    'data-state': state,
  };
}

export function NodeShape({ kind }: { readonly kind: GraphNode['kind'] }) {
  if (kind === 'database') {
    const side = `A${W / 2} ${CAP} 0 0`;
    return (
      <>
        <path className={styles.box} d={`M0 ${CAP}${side} 1 ${W} ${CAP}V${H - CAP}${side} 1 0 ${H - CAP}Z`} />
        <path className={styles.cap} d={`M0 ${CAP}${side} 0 ${W} ${CAP}`} />
      </>
    );
  }
  if (kind === 'queue') return <path className={styles.box} d={`M${SLANT} 0H${W}L${W - SLANT} ${H}H0Z`} />;
  return <rect className={styles.box} width={W} height={H} rx={4} />;
}
