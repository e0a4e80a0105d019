// What workloads, their replicas, clusters and zones are called in a picture.
import type { DiagramLanguage } from '@spanloom/api-schema';
import { visibleLabel } from '../mermaid-label.ts';
import { clearName } from '../service-names.ts';
import { WINDOW_WORDS } from '../words/window-words.ts';
import type { Workload } from './workloads.ts';

export const MAX_NAME = 48;
const MAX_ZONES = 6;

/** The workload, and its services where they are called otherwise. */
export function nameOf({ place, services }: Workload, ambiguous: ReadonlySet<string>): string {
  const [main] = services;
  // Where nothing better is known a service stands for a workload, and only its own namespace tells it from another.
  if (place.kind === 'service' && main !== undefined) return visibleLabel(clearName(main, ambiguous), MAX_NAME);
  const others = services.filter(({ name }) => name !== place.name).map((service) => clearName(service, ambiguous));
  const more = others.length > 2 ? [...others.slice(0, 2), `+${others.length - 2}`] : others;
  return visibleLabel(more.length === 0 ? place.name : `${place.name} (${more.join(', ')})`, MAX_NAME);
}

/** `x2` of `checkout-7d9f-x2` in `checkout`, where that tells the replicas apart. */
export function shortNames(names: readonly string[], workload: string): ReadonlyMap<string, string> {
  const last = (name: string): string => name.slice(name.lastIndexOf('-') + 1) || name;
  const isClear = new Set(names.map(last)).size === names.length;
  return new Map(names.map((name) => [name, name.startsWith(`${workload}-`) && isClear ? last(name) : name] as const));
}

/** Each with the regions and zones that it has parts in. */
export function clusterNames(workloads: ReadonlyMap<string, Workload>, language: DiagramLanguage): Map<string, string> {
  const words = WINDOW_WORDS[language].deployment;
  const groups = Map.groupBy(workloads.values(), ({ place }) => place.cluster);
  return new Map(
    [...groups].map(([cluster, inIt]) => {
      const regions = [...new Set(inIt.flatMap((one) => [...one.regions]))].sort();
      const zones = [...new Set(inIt.flatMap((one) => [...one.zones]))].sort();
      const short = zones.map((zone) => shortZone(zone, regions));
      const more = short.length > MAX_ZONES ? [...short.slice(0, MAX_ZONES), `+${short.length - MAX_ZONES}`] : short;
      return [
        cluster,
        [words.cluster(cluster), [...regions, ...more].join(' ')].filter((text) => text !== '').join(' · '),
      ];
    }),
  );
}

/** `b` of `eu-west-1b`, beside its region. */
export function shortZone(zone: string, regions: readonly string[]): string {
  const region = regions.find((one) => zone.startsWith(one) && zone.length > one.length);
  return region === undefined ? zone : zone.slice(region.length).replace(/^-/, '');
}
