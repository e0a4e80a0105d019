// The right region: the selected node or edge with its numbers, what is inferred, and its traces; or what the map is made of.
import { useTranslation } from 'react-i18next';
import { throughCall, throughNode } from '../../api/traces-through.ts';
import type { TimeRange } from '../../lib/time-range.ts';
import {
  CallLists,
  EdgeTitle,
  NodeTitle,
  PartHead,
  PartHint,
  PartWords,
  SelectedPartRegion,
  type Selection,
} from '../../ui/selected-part.tsx';
import { TracesBehind } from '../../ui/traces-behind.tsx';
import { MapFacts } from './map-facts.tsx';
import { PartNumbers } from './part-numbers.tsx';
import { type SeriesState, useRedSeries } from './red-series.ts';
import { isBetween, type MapEdge, type MapNode, type ServiceMap } from './service-map-model.ts';
import { EVERY_TRACE, type LiveServices } from './use-service-map.ts';

const FAILING_SHARE = 0.01;

interface PartRegionProps {
  readonly live: LiveServices;
  readonly whole: ServiceMap;
  readonly selection: Selection | undefined;
  readonly range: TimeRange;
  readonly onSelect: (selection: Selection | undefined) => void;
}

export function PartRegion({ live, whole, selection, range, onSelect }: PartRegionProps) {
  const { t } = useTranslation('services');
  const part = selection && findPart(whole, selection);
  return (
    <SelectedPartRegion name="service-map-part" label={t('part')} initialWidth={340} selected={selection !== undefined}>
      {part === undefined ? (
        <MapFacts live={live} range={range} selectionGone={selection !== undefined} />
      ) : (
        <PartFacts part={part} whole={whole} range={range} onSelect={onSelect} />
      )}
    </SelectedPartRegion>
  );
}

interface PartFactsProps {
  readonly part: Part;
  readonly whole: ServiceMap;
  readonly range: TimeRange;
  readonly onSelect: (selection: Selection | undefined) => void;
}

function PartFacts({ part, whole, range, onSelect }: PartFactsProps) {
  const { t } = useTranslation('services');
  const over = useRedSeries(part.selection, range);
  return (
    <>
      <PartHead
        kind={t(part.kind === 'node' ? 'selectedNode' : 'selectedEdge')}
        onDeselect={() => onSelect(undefined)}
      />
      {part.kind === 'node' ? (
        <NodeFacts node={part.node} map={whole} over={over} onSelect={onSelect} />
      ) : (
        part.edges.map((edge) => (
          // The series are those of all calls between the two: told where there is one kind of them.
          <EdgeFacts
            key={edge.id}
            edge={edge}
            sampled={whole.sampled}
            over={part.edges.length === 1 ? over : undefined}
          />
        ))
      )}
      <TracesBehind
        key={JSON.stringify(part.selection)}
        filter={
          part.kind === 'node'
            ? throughNode(
                EVERY_TRACE,
                part.node.source,
                whole.edges.map((edge) => edge.source),
              )
            : throughCall(EVERY_TRACE, part.selection)
        }
        range={range}
      />
    </>
  );
}

type Part =
  | { readonly kind: 'node'; readonly selection: Selection & { readonly kind: 'node' }; readonly node: MapNode }
  | {
      readonly kind: 'edge';
      readonly selection: Selection & { readonly kind: 'edge' };
      readonly edges: readonly MapEdge[];
    };

function findPart(map: ServiceMap, selection: Selection): Part | undefined {
  if (selection.kind === 'node') {
    const node = map.nodes.find((candidate) => candidate.source.id === selection.id);
    return node && { kind: 'node', selection, node };
  }
  const edges = map.edges.filter((edge) => isBetween(edge, selection));
  return edges.length === 0 ? undefined : { kind: 'edge', selection, edges };
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
      {source.inferred && <InferredWords node={server.source.kind === 'service' ? client : server} />}
      <PartNumbers numbers={source} failing={failing} sampled={sampled} over={over} callsName={t('columns.calls')} />
    </>
  );
}

interface NodeFactsProps {
  readonly node: MapNode;
  readonly map: ServiceMap;
  readonly over: SeriesState;
  readonly onSelect: (selection: Selection) => void;
}

function NodeFacts({ node, map, over, onSelect }: NodeFactsProps) {
  const { t } = useTranslation(['services', 'graph']);
  const { numbers, state } = node;
  const told = state === 'bad' || state === 'warn' ? [t(`graph:state.${state}`)] : [];
  return (
    <>
      <NodeTitle node={node} />
      <PartWords words={[t(`graph:kind.${node.source.kind}`), ...told].join(t('graph:comma'))} />
      {node.source.kind !== 'service' && <InferredWords node={node} />}
      {numbers === undefined ? (
        <PartHint words={t('notCalled')} />
      ) : (
        <PartNumbers
          numbers={numbers}
          failing={numbers.errorShare >= FAILING_SHARE}
          sampled={map.sampled}
          over={over}
          callsName={t('callsReceived')}
        />
      )}
      <CallLists node={node} edges={map.edges} onSelect={onSelect} />
    </>
  );
}

/** What is known of a node that sends nothing itself, and from what. */
function InferredWords({ node }: { readonly node: MapNode }) {
  const { t } = useTranslation('services');
  const { kind } = node.source;
  return <PartWords words={t(`inferredFrom.${kind}`, { name: node.label })} />;
}
