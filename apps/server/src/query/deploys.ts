// GET /api/v1/deploys: when versions of services first appeared in a window, from the resources of its spans.
import type { DeploysParameters, DeploysResponse } from '@spanloom/api-schema';
import type { Result, UnixNano } from '@spanloom/otlp-model';
import type { ResourceStats } from '../storage/trace-aggregates.ts';
import type { QueryFailure } from '../threads/messages.ts';
import { elapsedMs, jsonAnswer } from './answers.ts';
import { windowedTraceFilter } from './filter.ts';
import type { JsonPieces, QueryContext } from './queries.ts';
import { serviceRef } from './service-colors.ts';

/** What tells versions, the first that there is. */
const VERSION_KEYS = ['service.version', 'container.image.tags'];
const MAX_DEPLOYS = 20;
/** Versions that run side by side are all seen in so much of the time before the window... */
const BEFORE = 6n;
/** ...and what replaces another comes so much of the window later. */
const APART = 60n;

export async function answerDeploys(
  { start, end }: DeploysParameters,
  context: QueryContext,
): Promise<Result<JsonPieces, QueryFailure>> {
  const started = context.clock();
  const window = { start: BigInt(start), end: BigInt(end) };
  const before = (window.end - window.start) / BEFORE;
  const first = window.start > before ? window.start - before : 0n;
  const filter = windowedTraceFilter({ start: String(first), end });
  if (!filter.ok) return filter;
  const snapshot = context.reader.snapshot(context.scope);
  const request = { kind: 'resources', filter: filter.value, keys: VERSION_KEYS } as const;
  const { resources } = await snapshot.aggregate(request, context.read);
  const found = deploysIn(resources, window);
  const slots = context.colors();
  const response: DeploysResponse = {
    deploys: found
      .slice(-MAX_DEPLOYS)
      .map(({ service, at, ...rest }) => ({ ...rest, service: serviceRef(service, slots), at: String(at) })),
    count: found.length,
    cost: { elapsedMs: elapsedMs(context.clock, started), watermark: snapshot.watermark },
  };
  return jsonAnswer(response);
}

type Seen = Pick<ResourceStats, 'service' | 'attributes' | 'firstStart' | 'spans'>;

interface VersionSeen {
  readonly service: ResourceStats['service'];
  readonly version: string;
  readonly first: UnixNano;
  readonly spans: number;
}

interface FoundDeploy {
  readonly service: ResourceStats['service'];
  readonly from: string;
  readonly to: string;
  readonly at: UnixNano;
}

/** By time, then in the order of the resources. */
export function deploysIn(
  resources: readonly Seen[],
  { start, end }: { readonly start: bigint; readonly end: bigint },
): FoundDeploy[] {
  const apart = (end - start) / APART;
  const services = Map.groupBy(versionsIn(resources), ({ service }) =>
    JSON.stringify([service.namespace, service.name]),
  );
  return [...services.values()]
    .flatMap((versions) =>
      versions.flatMap(({ service, version, first }): FoundDeploy[] => {
        const [old] = versions.filter((one) => one.first + apart < first).sort((a, b) => b.spans - a.spans);
        if (old === undefined || first < start || first > end) return [];
        return [{ service, from: old.version, to: version, at: first }];
      }),
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** A version is one, however many resources have it. */
function versionsIn(resources: readonly Seen[]): VersionSeen[] {
  const versions = new Map<string, VersionSeen>();
  for (const { service, attributes, firstStart, spans } of resources) {
    const values = VERSION_KEYS.map((key) => attributes.find((one) => one.key === key)?.value ?? '');
    const version = values.find((value) => value !== '');
    if (version === undefined) continue;
    const key = JSON.stringify([service.namespace, service.name, version]);
    const known = versions.get(key);
    const first = known === undefined || firstStart < known.first ? firstStart : known.first;
    versions.set(key, { service, version, first, spans: spans + (known?.spans ?? 0) });
  }
  return [...versions.values()];
}
