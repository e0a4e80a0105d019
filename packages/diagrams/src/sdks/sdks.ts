// By what the spans of a window were made: each service, its SDK, distribution, probe or proxy, and this server.
import { nodeId, serviceNode } from '@spanloom/analysis';
import type { BlockDiagram, DiagramLanguage, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { numberField } from '../fixed-width.ts';
import { visibleLabel } from '../mermaid-label.ts';
import { ambiguousNames, clearName } from '../service-names.ts';
import { fitLive } from '../window/fit-live.ts';
import { roughSizes } from '../window/rough-size.ts';
import type { SenderFact, SenderFacts } from '../window/sender-facts.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { WINDOW_WORDS } from '../words/window-words.ts';

/** Attributes that tell what made a span, for the question to the store. */
export const SDK_KEYS = [
  'telemetry.sdk.language',
  'telemetry.sdk.name',
  'telemetry.sdk.version',
  'telemetry.distro.name',
  'telemetry.distro.version',
] as const;
type SdkKey = (typeof SDK_KEYS)[number];

/** Nobody reads more. */
const MAX_SERVICES = 40;
const MAX_NAME = 60;
const SERVER = 'this server';
const OTHERS = 'others';
type MakerKind = 'sdk' | 'probe' | 'proxy' | 'none';
const PROBE = /ebpf|beyla|\/obi$/i;
const PROXY = /^envoy$|istio-proxy/i;

export function sdksOf(facts: SenderFacts): BlockDiagram {
  const made = facts.senders.map(makerOf);
  const services = summed(made, ({ serviceId }) => serviceId);
  return fitLive((most) => draw(facts, made, services, most), MAX_SERVICES);
}

/** A sender, and what made its spans. */
interface Made {
  readonly fact: SenderFact;
  readonly serviceId: string;
  readonly makerId: string;
  readonly kind: MakerKind;
  readonly get: (key: SdkKey) => string;
}

function makerOf(fact: SenderFact): Made {
  const values = new Map(fact.attributes.map(({ key, value }) => [key, value]));
  const get = (key: SdkKey): string => values.get(key) ?? '';
  const told = SDK_KEYS.map(get);
  const names = [...told, ...fact.scopes.map(({ name }) => name)];
  const kind = names.some((name) => PROBE.test(name))
    ? 'probe'
    : names.some((name) => PROXY.test(name))
      ? 'proxy'
      : told.every((value) => value === '')
        ? 'none'
        : 'sdk';
  return {
    fact,
    serviceId: nodeId(serviceNode(fact.service)),
    makerId: JSON.stringify(['made by', kind, ...told]),
    kind,
    get,
  };
}

interface Group {
  readonly id: string;
  readonly first: Made;
  readonly spans: number;
}

/** By id. */
function summed(made: readonly Made[], idOf: (one: Made) => string): Group[] {
  return [...Map.groupBy(made, idOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, group]) => {
      const [first] = group;
      return first === undefined ? [] : [{ id, first, spans: group.reduce((sum, { fact }) => sum + fact.spans, 0) }];
    });
}

function heaviestFirst(groups: readonly Group[]): Group[] {
  const size = roughSizes(groups.map(({ spans }) => spans));
  return groups.toSorted((a, b) => size(b.spans) - size(a.spans));
}

function draw(facts: SenderFacts, made: readonly Made[], services: readonly Group[], most: number): BlockDiagram {
  const { seconds, source, language } = facts;
  const [common, { sdks: words }, nouns] = [COMMON_WORDS[language], WINDOW_WORDS[language], NOUNS[language]];
  const kept = new Set(
    heaviestFirst(services)
      .slice(0, most)
      .map(({ id }) => id),
  );
  const ofServices = made.filter(({ serviceId }) => kept.has(serviceId));
  const all = summed(ofServices, ({ makerId }) => makerId);
  const named = new Set(
    heaviestFirst(all)
      .slice(0, most)
      .map(({ id }) => id),
  );
  const shown = ofServices.map((one) => (named.has(one.makerId) ? one : { ...one, makerId: OTHERS }));
  const makers = summed(shown, ({ makerId }) => makerId);
  const links = summed(shown, ({ serviceId, makerId }) => JSON.stringify([serviceId, makerId]));
  const rate = (spans: number): string[] => [numberField(spans / seconds, common.spansPerSecond)];
  const ambiguous = ambiguousNames(services.map(({ first }) => first.fact.service));
  const hidden = services.length - kept.size;
  const total = sum(services);
  return {
    type: 'flowchart',
    direction: 'LR',
    ours: false,
    language,
    title: words.title,
    source,
    facts: [
      {
        name: 'shown',
        value: common.list([
          counted(kept.size, nouns.services),
          words.makers(all.length),
          counted(sum(links), nouns.spans),
        ]),
      },
      ...(hidden === 0
        ? []
        : [
            {
              name: 'hidden' as const,
              value: words.hidden(counted(hidden, nouns.services), counted(total - sum(links), nouns.spans)),
            },
          ]),
      { name: 'basis', value: words.basis(counted(total, nouns.spans)) },
    ],
    blocks: [
      ...services
        .filter(({ id }) => kept.has(id))
        .map((group) => serviceBlock(group, { values: rate(group.spans), ambiguous, language })),
      ...makers.map((group) =>
        group.id === OTHERS
          ? othersBlock(counted(all.length - named.size, nouns.others), rate(group.spans))
          : makerBlock(group, rate(group.spans), language),
      ),
      { id: SERVER, name: words.server, shape: 'store', values: rate(sum(links)), state: 'ok', within: [] },
    ],
    flows: [
      ...links.map(({ first, spans }) => flow(first.serviceId, first.makerId, rate(spans))),
      ...makers.map(({ id, spans }) => flow(id, SERVER, rate(spans))),
    ],
    notes: [],
  };
}

interface ServiceFacts {
  readonly values: string[];
  readonly ambiguous: ReadonlySet<string>;
  readonly language: DiagramLanguage;
}

function serviceBlock({ id, first }: Group, { values, ambiguous, language }: ServiceFacts): LiveBlock {
  const { service } = first.fact;
  return {
    id,
    name: visibleLabel(clearName(service, ambiguous), MAX_NAME),
    shape: 'box',
    values,
    state: 'ok',
    within: [WINDOW_WORDS[language].sdks.boxes.services],
    color: service.color,
    secondLap: service.secondLap,
    leads: { to: 'node', node: id },
  };
}

/** Those that made the fewest spans. */
function othersBlock(name: string, values: string[]): LiveBlock {
  return { id: OTHERS, name, shape: 'box', values, state: 'ok', within: [] };
}

function makerBlock({ id, first: { kind, get } }: Group, values: string[], language: DiagramLanguage): LiveBlock {
  const words = WINDOW_WORDS[language].sdks;
  const sdk = [get('telemetry.sdk.language'), get('telemetry.sdk.name'), shortVersion(get('telemetry.sdk.version'))];
  const distro = [get('telemetry.distro.name'), shortVersion(get('telemetry.distro.version'))];
  const name = [sdk, distro.join('') === sdk.slice(1).join('') ? [] : distro]
    .map((words) => words.filter((word) => word !== '').join(' '))
    .filter((words) => words !== '')
    .join(', ');
  const conditions = SDK_KEYS.flatMap((key) => (get(key) === '' ? [] : [`${key}=${get(key)}`]));
  return {
    id,
    name: visibleLabel(name === '' ? words.noSdk : name, MAX_NAME),
    shape: 'box',
    values,
    state: kind === 'none' ? 'ghost' : 'ok',
    within: [words.boxes[kind]],
    ...(conditions.length === 0 ? {} : { leads: { to: 'search', resourceAttr: conditions } }),
  };
}

/** Envoy tells commit, version, state, type and TLS library in one. */
function shortVersion(version: string): string {
  const [, envoys] = /^[0-9a-f]{40}\/([^/]+)\//.exec(version) ?? [];
  return envoys ?? version;
}

function flow(from: string, to: string, values: string[]): LiveFlow {
  return { from, to, line: 'solid', label: '', values, failing: false };
}

function sum(groups: readonly { readonly spans: number }[]): number {
  return groups.reduce((total, { spans }) => total + spans, 0);
}
