// The right region: the selected part with its numbers, and the traces it was drawn from.
import { useTranslation } from 'react-i18next';
import type { GraphQuery } from '../../../api/queries.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import type { TimeRange } from '../../../lib/time-range.ts';
import {
  CallLists,
  EdgeTitle,
  FoldedWords,
  FoldNode,
  NodeTitle,
  PartHint,
  PartWords,
  SelectedPartRegion,
  SplitWords,
} from '../../../ui/selected-part.tsx';
import { useChangeWords } from '../../../ui/use-change-words.ts';
import type { Selection } from '../../../ui/selection.ts';
import type { DrawnEdge, DrawnMap, DrawnNode } from './paint-map.ts';
import styles from './selected-region.module.css';

interface SelectedRegionProps {
  readonly map: DrawnMap;
  readonly selection: Selection | undefined;
  readonly filter: GraphQuery;
  readonly range: TimeRange;
  readonly onSelect: (selection: Selection | undefined) => void;
  /** Folds a node, by its id. */
  readonly onFold: (id: string) => void;
}

export function SelectedRegion({ map, onSelect, onFold, ...shown }: SelectedRegionProps) {
  const { t } = useTranslation('diagrams');
  return (
    <SelectedPartRegion
      name="diagram-selected"
      label={t('selected')}
      initialWidth={300}
      map={map}
      kinds={{ node: t('selectedNode'), edge: t('selectedCall') }}
      none={(selectionGone) => <PartHint words={t(selectionGone ? 'selectionGone' : 'selectHint')} />}
      onSelect={onSelect}
      {...shown}
    >
      {(part) =>
        part.kind === 'node' ? (
          <NodeFacts node={part.node} map={map} onSelect={onSelect} onFold={onFold} />
        ) : (
          part.edges.map((edge) => <EdgeFacts key={edge.id} edge={edge} sampled={map.sampled} />)
        )
      }
    </SelectedPartRegion>
  );
}

function EdgeFacts({ edge, sampled }: { readonly edge: DrawnEdge; readonly sampled: boolean }) {
  const { t } = useTranslation(['diagrams', 'graph']);
  const format = useFormat();
  const changeWords = useChangeWords();
  const { source } = edge;
  return (
    <>
      <EdgeTitle edge={edge} />
      <PartWords
        words={
          source.inferred
            ? t('inferredWords', { name: edge.server.label })
            : t(source.async ? 'graph:asyncWords' : 'graph:syncWords')
        }
      />
      <FoldedWords edge={edge} />
      <dl className={styles.facts}>
        <Fact name={t('columns.calls')} value={format.count(source.calls)} />
        <Fact name={sampled ? t('rateEstimated') : t('columns.rate')} value={`${format.rate(source.rate)} rps`} />
        <Fact name={t('columns.errors')} value={format.share(source.errorShare)} failing={edge.failing} />
        <Fact name="p50" value={format.duration(BigInt(source.p50))} />
        <Fact name="p95" value={format.duration(BigInt(source.p95))} />
        <Fact name="p99" value={format.duration(BigInt(source.p99))} />
        {source.difference !== undefined && (
          <Fact name={t('columns.against')} value={changeWords.summary(source.difference).text} />
        )}
      </dl>
    </>
  );
}

interface NodeFactsProps {
  readonly node: DrawnNode;
  readonly map: DrawnMap;
  readonly onSelect: (selection: Selection) => void;
  readonly onFold: (id: string) => void;
}

function NodeFacts({ node, map, onSelect, onFold }: NodeFactsProps) {
  const { t } = useTranslation(['diagrams', 'graph']);
  const format = useFormat();
  const { requests } = node.source;
  return (
    <>
      <NodeTitle node={node} />
      <PartWords
        words={[
          t(`graph:kind.${node.source.kind}`),
          ...(node.state === 'ok' || node.state === 'root' ? [] : [t(`graph:state.${node.state}`)]),
        ].join(t('graph:comma'))}
      />
      {requests !== undefined && (
        <dl className={styles.facts}>
          <Fact name={t('callsReceived')} value={format.count(requests.calls)} />
          <Fact
            name={map.sampled ? t('rateEstimated') : t('columns.rate')}
            value={`${format.rate(requests.rate)} rps`}
          />
          <Fact
            name={t('columns.errors')}
            value={format.share(requests.errorShare)}
            failing={node.state === 'bad' || node.state === 'warn'}
          />
        </dl>
      )}
      <SplitWords node={node} />
      <FoldNode node={node} edges={map.edges} onFold={onFold} />
      <CallLists node={node} edges={map.edges} onSelect={onSelect} />
    </>
  );
}

function Fact({
  name,
  value,
  failing = false,
}: {
  readonly name: string;
  readonly value: string;
  readonly failing?: boolean;
}) {
  return (
    <div className={styles.fact} data-failing={failing}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
