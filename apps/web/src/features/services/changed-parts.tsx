// What a comparison found: with which time, which edges and nodes differ, and by which rule.
import {
  type Difference,
  LEAST_FOR_ABSENCE,
  LEAST_FOR_PERCENTILES,
  LEAST_POINTS,
  LEAST_RATIO,
  loudness,
} from '@spanloom/analysis';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { formatChange, formatPoints } from '../../lib/format-number.ts';
import { GraphNodeName } from '../../ui/graph-node-name.tsx';
import { RegionSection, RegionWords } from '../../ui/region-section.tsx';
import type { Selection } from '../../ui/selection.ts';
import { useChangeWords } from '../../ui/use-change-words.ts';
import { useComparisonWords } from '../../ui/use-comparison-words.ts';
import styles from './changed-parts.module.css';
import type { MapNode, ServiceMap } from './service-map-model.ts';
import type { LiveServices } from './use-service-map.ts';

/** All of them are in the table, the loudest first. */
const MOST = 12;

interface ChangedPartsProps {
  readonly live: LiveServices;
  readonly onSelect: (selection: Selection) => void;
}

export function ChangedParts({ live: { comparison, whole }, onSelect }: ChangedPartsProps) {
  const { t } = useTranslation(['services', 'graph']);
  const format = useFormat();
  const comparisonWords = useComparisonWords();
  if (comparison.state === 'none') return undefined;
  const isThere = comparison.state === 'there' && whole !== undefined;
  const changed = isThere ? changedParts(whole) : [];
  const rule = t('graph:against.rule', {
    ratio: formatChange(LEAST_RATIO - 1).slice(1),
    points: t('graph:change.points', { points: formatPoints(LEAST_POINTS).slice(1) }),
    percentiles: LEAST_FOR_PERCENTILES,
    absence: LEAST_FOR_ABSENCE,
  });
  return (
    <RegionSection title={t('compared')}>
      <RegionWords
        lines={[
          comparisonWords(comparison),
          ...(isThere ? [t('partsChanged', { count: changed.length, parts: format.count(changed.length) })] : []),
        ]}
      />
      <ul className={styles.list}>
        {changed.slice(0, MOST).map((part) => (
          <li key={part.key}>
            <ChangedButton part={part} onSelect={onSelect} />
          </li>
        ))}
      </ul>
      <RegionWords
        lines={[
          ...(changed.length > MOST ? [t('moreChanged', { parts: format.count(changed.length - MOST) })] : []),
          ...(isThere ? [rule] : []),
        ]}
      />
    </RegionSection>
  );
}

interface ChangedPart {
  readonly key: string;
  /** A node, or both ends of an edge. */
  readonly nodes: readonly MapNode[];
  readonly selection: Selection;
  readonly difference: Difference;
}

function ChangedButton({ part, onSelect }: { readonly part: ChangedPart } & Pick<ChangedPartsProps, 'onSelect'>) {
  const { t } = useTranslation('graph');
  const { text, tone } = useChangeWords().summary(part.difference);
  const [first, second] = part.nodes;
  return (
    <button type="button" className={styles.part} onClick={() => onSelect(part.selection)}>
      <span className={styles.ends}>
        {first && <GraphNodeName node={first.source} drawnLabel={first.label} />}
        {second && (
          <>
            <span role="img" aria-label={t('calls')}>
              →
            </span>
            <GraphNodeName node={second.source} drawnLabel={second.label} />
          </>
        )}
      </span>
      <span className={styles.change} data-tone={tone}>
        {text}
      </span>
    </button>
  );
}

/** The loudest first. */
function changedParts({ nodes, edges }: ServiceMap): readonly ChangedPart[] {
  const parts = [
    ...edges.map(({ id, source, client, server }) => ({
      key: id,
      nodes: [client, server],
      selection: { kind: 'edge', client: source.client, server: source.server } as const,
      difference: source.difference,
    })),
    ...nodes.map((node) => ({
      key: node.source.id,
      nodes: [node],
      selection: { kind: 'node', id: node.source.id } as const,
      difference: node.source.difference,
    })),
  ];
  return parts
    .flatMap(({ difference, ...part }) => (difference === undefined ? [] : [{ ...part, difference }]))
    .filter(({ difference }) => difference.changes.some((change) => change !== 'seldom'))
    .sort((a, b) => loudness(b.difference) - loudness(a.difference) || (a.key < b.key ? -1 : 1));
}
