// Every kind of diagram: its page, where it stands in the gallery, and what it is shown with there. A new kind joins here.
import type { ComponentType } from 'react';
import type { FilterQuery } from '../../api/queries.ts';
import { type ChangeDiagramsUrl, type DiagramKind, type DiagramsUrl, FAMILIES, type Family } from './diagrams-url.ts';
import {
  readExampleThumbnail,
  readLiveThumbnail,
  readMapThumbnail,
  readTraceThumbnail,
} from './gallery/read-thumbnail.ts';
import type { ReadThumbnail } from './gallery/thumbnail-source.ts';
import { callsKind } from './kinds/calls-kind.tsx';
import { CollectorPage } from './collector/collector-page.tsx';
import { entitiesKind } from './kinds/entities-kind.tsx';
import { ganttKind } from './kinds/gantt-kind.tsx';
import { propagationKind } from './kinds/propagation-kind.tsx';
import { statesKind } from './kinds/states-kind.tsx';
import { LivePage } from './live/live-page.tsx';
import { MapPage } from './map/map-page.tsx';
import { sequenceKind } from './sequence/sequence-kind.tsx';
import type { TraceKind } from './trace/trace-kind.ts';
import { TracePage } from './trace/trace-page.tsx';

export interface DiagramPageProps {
  readonly url: DiagramsUrl;
  readonly change: ChangeDiagramsUrl;
}

/** Further things to see by a kind, besides the kind itself. */
type FurtherSight = 'retries' | 'messages' | 'saga';

/** What is seen in the gallery; its words are `gallery.missing.ID`, and `gallery.sights.ID` where it is not the kind itself. */
export interface Sight {
  readonly id: DiagramKind | FurtherSight;
  readonly kind: DiagramKind;
  readonly family: Family;
  readonly read: ReadThumbnail;
}

interface KindEntry {
  readonly Page: ComponentType<DiagramPageProps>;
  readonly sights: readonly Omit<Sight, 'kind'>[];
}

export const KINDS: Readonly<Record<DiagramKind, KindEntry>> = {
  map: { Page: MapPage, sights: [{ id: 'map', family: 'architecture', read: readMapThumbnail }] },
  calls: ofTrace(callsKind, 'architecture'),
  propagation: ofTrace(propagationKind, 'architecture'),
  hops: live('hops', 'window', 'architecture'),
  sequence: ofTrace(sequenceKind, 'sequence', {
    retries: { notSpanAttr: ['http.request.resend_count=0'] },
    messages: { kind: 'producer' },
    saga: { text: 'RunWorkflow:', status: 'error' },
  }),
  gantt: ofTrace(ganttKind, 'sequence'),
  states: ofTrace(statesKind, 'states'),
  'context-states': live('context-states', 'window', 'states'),
  'workflow-states': live('workflow-states', 'window', 'states'),
  pipeline: live('pipeline', 'server', 'pipeline'),
  'data-path': live('data-path', 'server', 'pipeline'),
  layers: live('layers', 'server', 'architecture'),
  transport: live('transport', 'server', 'pipeline'),
  ingest: live('ingest', 'server', 'pipeline'),
  'span-life': live('span-life', 'server', 'states'),
  health: live('health', 'server', 'states'),
  workflows: live('workflows', 'window', 'pipeline'),
  deployment: live('deployment', 'window', 'deployment'),
  sdks: live('sdks', 'window', 'deployment'),
  collector: { Page: CollectorPage, sights: [{ id: 'collector', family: 'pipeline', read: readExampleThumbnail }] },
  entities: ofTrace(entitiesKind, 'data'),
};

/** In the order of the gallery. */
export const SIGHTS: readonly Sight[] = FAMILIES.flatMap((family) =>
  (Object.keys(KINDS) as DiagramKind[]).flatMap((kind) =>
    KINDS[kind].sights.filter((sight) => sight.family === family).map((sight): Sight => ({ ...sight, kind })),
  ),
);

/** A kind that is drawn from one trace. `further`: sights by what their traces have. */
function ofTrace<M, F>(
  kind: TraceKind<M, F>,
  family: Family,
  further: Partial<Record<FurtherSight, FilterQuery>> = {},
): KindEntry {
  return {
    Page: (props) => <TracePage kind={kind} {...props} />,
    sights: [
      { id: kind.id, family, read: readTraceThumbnail(kind) },
      ...(Object.keys(further) as FurtherSight[]).map((id) => ({
        id,
        family,
        read: readTraceThumbnail(kind, further[id]),
      })),
    ],
  };
}

/** A kind whose model the server makes, of itself or of the window. */
function live(kind: DiagramKind, subject: 'server' | 'window', family: Family): KindEntry {
  return {
    Page: (props) => <LivePage kind={kind} subject={subject} {...props} />,
    sights: [{ id: kind, family, read: readLiveThumbnail(kind, subject) }],
  };
}
