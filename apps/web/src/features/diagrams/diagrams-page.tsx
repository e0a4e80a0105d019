// Diagrams: live pictures of the system, each kind with its own subject.
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { unknownParts, withoutParts } from '../../lib/unknown-parts.ts';
import { UnknownAddress } from '../../ui/address-notice.tsx';
import { type ChangeDiagramsUrl, type DiagramsUrl, KNOWN_VALUES, readDiagramKind } from './diagrams-url.ts';
import { callsKind } from './kinds/calls-kind.tsx';
import { entitiesKind } from './kinds/entities-kind.tsx';
import { ganttKind } from './kinds/gantt-kind.tsx';
import { propagationKind } from './kinds/propagation-kind.tsx';
import { statesKind } from './kinds/states-kind.tsx';
import { LivePage } from './live/live-page.tsx';
import { MapPage } from './map/map-page.tsx';
import { sequenceKind } from './sequence/sequence-kind.tsx';
import { TracePage } from './trace/trace-page.tsx';

const route = getRouteApi('/diagrams');

export function DiagramsPage() {
  const { t } = useTranslation('diagrams');
  const url = route.useSearch();
  const change = useChangeUrl();
  const unknown = unknownParts(url, KNOWN_VALUES);
  return (
    <>
      <UnknownAddress
        parts={unknown}
        instead={(parameter) => t(`unknown.${parameter}`)}
        onDrop={() => change(withoutParts(url, unknown) as Partial<DiagramsUrl>)}
      />
      <Diagram url={url} change={change} />
    </>
  );
}

interface DiagramProps {
  readonly url: DiagramsUrl;
  readonly change: ChangeDiagramsUrl;
}

function Diagram({ url, change }: DiagramProps) {
  const kind = readDiagramKind(url);
  // Another trace and another kind are another picture: nothing of the first may stay.
  const page = { key: `${kind} ${url.trace}`, url, change };
  switch (kind) {
    case 'map':
      return <MapPage url={url} change={change} />;
    case 'sequence':
      return <TracePage kind={sequenceKind} {...page} key={page.key} />;
    case 'gantt':
      return <TracePage kind={ganttKind} {...page} key={page.key} />;
    case 'propagation':
      return <TracePage kind={propagationKind} {...page} key={page.key} />;
    case 'states':
      return <TracePage kind={statesKind} {...page} key={page.key} />;
    case 'calls':
      return <TracePage kind={callsKind} {...page} key={page.key} />;
    case 'pipeline':
      return <LivePage kind={kind} subject="server" {...page} key={page.key} />;
    case 'entities':
      return <TracePage kind={entitiesKind} {...page} key={page.key} />;
  }
}

/** A new entry of the history, so that Back undoes it. Another kind or trace is another picture, seen from its beginning. */
function useChangeUrl(): ChangeDiagramsUrl {
  const navigate = useNavigate();
  return (part, inPlace = false) => {
    const anew = 'kind' in part || 'trace' in part ? { cut: undefined } : {};
    void navigate({
      to: '/diagrams',
      search: (before: object) => ({ ...before, ...anew, ...part }),
      replace: inPlace,
      ...(inPlace && { state: true as const }),
    });
  };
}
