// The right region: the selected node or edge with its numbers, what is inferred, and its traces; or what the map is made of.
import type { Difference } from '@spanloom/analysis';
import { useTranslation } from 'react-i18next';
import type { GraphQuery } from '../../api/queries.ts';
import type { TimeRange } from '../../lib/time-range.ts';
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
} from '../../ui/selected-part.tsx';
import { useChangeWords } from '../../ui/use-change-words.ts';
import type { SelectedPart, Selection } from '../../ui/selection.ts';
import { MapFacts } from './map-facts.tsx';
import { PartNumbers } from './part-numbers.tsx';
import { type SeriesState, useRedSeries } from './red-series.ts';
import type { MapEdge, MapNode, ServiceMap } from './service-map-model.ts';
import type { LiveServices } from './use-service-map.ts';

const FAILING_SHARE = 0.01;

interface PartRegionProps {
  readonly live: LiveServices;
  readonly whole: ServiceMap;
  readonly selection: Selection | undefined;
  readonly range: TimeRange;
  /** Of which `range` is a part. */
  readonly allOf: TimeRange;
  readonly onSelect: (selection: Selection | undefined) => void;
  /** Folds a node, by its id. */
  readonly onFold: (id: string) => void;
}

export function PartRegion({ live, whole, selection, range, allOf, onSelect, onFold }: PartRegionProps) {
  const { t } = useTranslation('services');
  return (
    <SelectedPartRegion
      name="service-map-part"
      label={t('part')}
      initialWidth={340}
      map={whole}
      filter={live.view}
      kinds={{ node: t('selectedNode'), edge: t('selectedEdge') }}
      none={(selectionGone) => <MapFacts live={live} range={range} selectionGone={selectionGone} onSelect={onSelect} />}
      {...{ selection, range, onSelect }}
    >
      {(part) =>
        selection && <PartFacts {...{ part, selection, whole, view: live.view, range: allOf, onSelect, onFold }} />
      }
    </SelectedPartRegion>
  );
}

interface PartFactsProps {
  readonly part: SelectedPart<MapNode, MapEdge>;
  readonly selection: Selection;
  readonly whole: ServiceMap;
  readonly view: GraphQuery;
  readonly range: TimeRange;
  readonly onSelect: (selection: Selection) => void;
  readonly onFold: (id: string) => void;
}

function PartFacts({ part, selection, whole, view, range, onSelect, onFold }: PartFactsProps) {
  const over = useRedSeries(selection, range, view);
  if (part.kind === 'node') return <NodeFacts {...{ node: part.node, map: whole, over, onSelect, onFold }} />;
  return part.edges.map((edge) => (
    // The series are those of all calls between the two: told where there is one kind of them.
    <EdgeFacts key={edge.id} edge={edge} sampled={whole.sampled} over={part.edges.length === 1 ? over : undefined} />
  ));
}

interface EdgeFactsProps {
  readonly edge: MapEdge;
  readonly sampled: boolean;
  readonly over: SeriesState | undefined;
}

function EdgeFacts({ edge, sampled, over }: EdgeFactsProps) {
  const { t } = useTranslation(['services', 'graph']);
  const { source, client, server, failing } = edge;
  return (
    <>
      <EdgeTitle edge={edge} />
      <PartWords words={t(source.async ? 'graph:asyncWords' : 'graph:syncWords')} />
      <FoldedWords edge={edge} />
      {source.inferred && <InferredWords node={server.source.kind === 'service' ? client : server} />}
      {source.difference !== undefined && <PartChanges difference={source.difference} />}
      {source.calls > 0 && (
        <PartNumbers
          numbers={source}
          failing={failing}
          difference={source.difference}
          sampled={sampled}
          over={over}
          callsName={t('columns.calls')}
        />
      )}
    </>
  );
}

interface NodeFactsProps {
  readonly node: MapNode;
  readonly map: ServiceMap;
  readonly over: SeriesState;
  readonly onSelect: (selection: Selection) => void;
  readonly onFold: (id: string) => void;
}

function NodeFacts({ node, map, over, onSelect, onFold }: NodeFactsProps) {
  const { t } = useTranslation(['services', 'graph']);
  const { numbers, state } = node;
  const told = state === 'bad' || state === 'warn' ? [t(`graph:state.${state}`)] : [];
  return (
    <>
      <NodeTitle node={node} />
      <PartWords words={[t(`graph:kind.${node.source.kind}`), ...told].join(t('graph:comma'))} />
      <SplitWords node={node} />
      {node.source.kind !== 'service' && <InferredWords node={node} />}
      {node.source.difference !== undefined && <PartChanges difference={node.source.difference} />}
      {numbers === undefined ? (
        <PartHint words={t('notCalled')} />
      ) : (
        <PartNumbers
          numbers={numbers}
          failing={numbers.errorShare >= FAILING_SHARE}
          difference={node.source.difference}
          sampled={map.sampled}
          over={over}
          callsName={t('callsReceived')}
        />
      )}
      <FoldNode node={node} edges={map.edges} onFold={onFold} />
      <CallLists node={node} edges={map.edges} onSelect={onSelect} />
    </>
  );
}

/** In the words of map and table: what came or went has no numbers to tell it by. */
function PartChanges({ difference }: { readonly difference: Difference }) {
  const { within } = difference;
  const { text } = useChangeWords().summary(difference);
  return within === 'both' ? undefined : <PartWords words={text} />;
}

/** What is known of a node that sends nothing itself, and from what. */
function InferredWords({ node }: { readonly node: MapNode }) {
  const { t } = useTranslation('services');
  const { kind } = node.source;
  return <PartWords words={t(`inferredFrom.${kind}`, { name: node.label })} />;
}
