// A trace without what it must not tell, before anything is drawn from it: what is not there cannot come out by any kind of
// diagram. Its structure, times, outcomes and ids stay.
import { askedQueue, type PeerRef, peerOf } from '@spanloom/analysis';
import type { ApiAttribute, ApiResource, ApiSpan } from '@spanloom/api-schema';
import { SPAN_KINDS } from '@spanloom/otlp-model';
import type { LoneServer } from '../propagation/propagation-hops.ts';
import { type ApiTrace, attributesOf } from '../trace-spans.ts';
import { nameReplacer } from './replace-names.ts';
import { standInColor, standIns, type StandIns } from './stand-ins.ts';

export interface Redaction {
  /** Names of services, databases, queues and hosts are numbered. */
  readonly services: boolean;
  /** So are operations, events and values of attributes; on a map, what stands at the arrows is left out. */
  readonly labels: boolean;
}

export interface RedactedTrace {
  readonly trace: ApiTrace;
  readonly loneServers: readonly LoneServer[];
}

/** The words of the conventions: they say how something went, not what. */
const VOCABULARY: ReadonlySet<string> = new Set([
  'compensation',
  'db.system',
  'db.system.name',
  'http.method',
  'http.request.method',
  'http.request.resend_count',
  'http.response.status_code',
  'http.status_code',
  'messaging.batch.message_count',
  'messaging.operation',
  'messaging.operation.name',
  'messaging.operation.type',
  'messaging.system',
  'rpc.grpc.status_code',
  'rpc.response.status_code',
  'saga.compensation',
  'temporal.compensation',
]);

/** What names the other side of a call, by peerOf of @spanloom/analysis. */
const NAMES_PEERS =
  /^(?:service\.peer\.name|peer\.service|(?:server|client|source|destination)\.(?:address|port)|net\..+|network\.(?:peer|local)\..+|db\.(?:namespace|name)|messaging\.destination(?:\..+)?|messaging\.temp_destination|url\..+|http\.(?:url|host|target))$/;

/** Of these only the host names a peer; the rest of a URL is a label. */
const URLS = /^(?:url\..+|http\.(?:url|target))$/;
const WHOLE_URLS: ReadonlySet<string> = new Set(['url.full', 'http.url']);

/** `acme.Pay/Charge`: the name of a service and of its method, as RPC systems name their spans. */
const RPC_NAME = /^\/?([\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)+)\/[\p{L}\p{N}_]+$/u;

const PEER_WORDS: Readonly<Record<PeerRef['kind'], string>> = {
  database: 'database',
  queue: 'queue',
  external: 'host',
};

export function redactTrace(trace: ApiTrace, loneServers: readonly LoneServer[], redaction: Redaction): RedactedTrace {
  const named = redaction.services ? withoutNames(trace, loneServers) : { trace, loneServers };
  return redaction.labels ? { ...named, trace: withoutLabels(named.trace) } : named;
}

function withoutNames(trace: ApiTrace, loneServers: readonly LoneServer[]): RedactedTrace {
  const keyOf = ({ name, namespace }: Pick<ApiResource['service'], 'name' | 'namespace'>): string =>
    `${name}\0${namespace}`;
  const known = new Set(trace.resources.map(({ service }) => service.name));
  // Of a lone server only the name is known: one that stands in the trace is that one.
  const unknown = loneServers.flatMap(({ service: name }) => (known.has(name) ? [] : [keyOf({ name, namespace: '' })]));
  const services = standIns([...trace.resources.map(({ service }) => keyOf(service)), ...unknown], 'service');
  const places = new Map([...services.keys()].map((key, place) => [key, place]));
  // A host may be known as a service: by its name, or the first part of it. What is checked by that still is afterwards.
  const byName = new Map([...services].map(([key, standIn]) => [key.split('\0')[0] ?? '', standIn]));
  const serviceOfHost = (host: string): string | undefined => byName.get(host) ?? byName.get(host.split('.')[0] ?? '');

  const peers = trace.spans.map(peerOfSpan);
  const hosts = new Map<string, StandIns>();
  for (const [kind, word] of Object.entries(PEER_WORDS)) {
    hosts.set(
      kind,
      standIns(
        peers.flatMap((peer) => (peer?.kind === kind ? [peer.name] : [])),
        word,
      ),
    );
  }
  const standInOf = ({ kind, name }: PeerRef): string =>
    (kind === 'external' ? serviceOfHost(name) : undefined) ?? hosts.get(kind)?.get(name) ?? kind;

  const rename = nameReplacer([
    ...[...services].map(([key, standIn]) => [key.split('\0')[0] ?? '', standIn] as const),
    ...trace.spans.flatMap(({ attributes }, place) => {
      const peer = peers[place];
      if (peer === undefined) return [];
      const standIn = standInOf(peer);
      const named = attributes.flatMap(({ key, text }) => (NAMES_ALONE.has(key) ? [[text, standIn] as const] : []));
      return [[peer.name, standIn] as const, ...named];
    }),
    ...standIns(trace.spans.flatMap(rpcServices), 'rpc'),
  ]);

  // Any value may become a state, and name somebody.
  const withoutNamesIn = (attribute: ApiAttribute): ApiAttribute =>
    VOCABULARY.has(attribute.key) || NAMES_PEERS.test(attribute.key)
      ? attribute
      : { ...attribute, text: rename(attribute.text) };

  const values = standIns(
    trace.resources.flatMap(({ attributes }) => attributes.map(({ text }) => text)),
    'value',
  );
  const clusters = standIns(
    trace.resources.flatMap(({ attributes }) => attributes.flatMap(({ key, text }) => (key === CLUSTER ? [text] : []))),
    'cluster',
  );
  return {
    loneServers: loneServers.map((server) => ({ ...server, service: byName.get(server.service) ?? '' })),
    trace: {
      ...trace,
      resources: trace.resources.map(({ service, attributes, ...resource }) => ({
        ...resource,
        schemaUrl: '',
        service: {
          name: services.get(keyOf(service)) ?? '',
          namespace: '',
          color: standInColor(places.get(keyOf(service)) ?? 0),
        },
        attributes: attributes.map((attribute) => {
          if (attribute.key === LANGUAGE) return attribute;
          return attribute.key === CLUSTER
            ? { ...attribute, text: clusters.get(attribute.text) ?? '' }
            : numbered(attribute, values);
        }),
      })),
      spans: trace.spans.map((span, place) => {
        const peer = peers[place];
        const rest = span.attributes.filter(({ key }) => !NAMES_PEERS.test(key));
        const attributes = peer === undefined ? rest : [...rest, ...peerAttributes(peer, standInOf(peer), rest)];
        return {
          ...silent(span),
          name: rename(span.name),
          attributes: attributes.map(withoutNamesIn),
          events: span.events.map((event) => ({
            ...event,
            name: rename(event.name),
            attributes: event.attributes.map(withoutNamesIn),
          })),
        };
      }),
      scopes: trace.scopes.map((scope) => ({ ...scope, name: rename(scope.name) })),
    },
  };
}

/** Other names of a peer: each may stand in the name of a span, whichever of them it is known by. */
const NAMES_ALONE: ReadonlySet<string> = new Set([
  'service.peer.name',
  'peer.service',
  'server.address',
  'net.peer.name',
  'http.host',
  'db.namespace',
  'db.name',
  'messaging.destination',
  'messaging.destination.name',
  'messaging.destination.template',
  'messaging.destination.publish.name',
]);

function rpcServices({ name, attributes }: ApiSpan): string[] {
  const told = attributes.flatMap(({ key, text }) => (key === 'rpc.service' && text !== '' ? [text] : []));
  const methods = [name, ...attributes.flatMap(({ key, text }) => (key === 'rpc.method' ? [text] : []))];
  return [...told, ...methods.flatMap((method) => RPC_NAME.exec(method)?.[1] ?? [])];
}

const CLUSTER = 'k8s.cluster.name';
/** No name of anybody, but a label. */
const LANGUAGE = 'telemetry.sdk.language';

function peerOfSpan({ kind, attributes }: ApiSpan): PeerRef | undefined {
  const span = { kind: SPAN_KINDS.indexOf(kind), attributes: attributesOf(attributes) };
  return peerOf(span) ?? askedQueue(span);
}

/** As few as make it the same kind of peer under another name. */
function peerAttributes({ kind }: PeerRef, name: string, rest: readonly ApiAttribute[]): ApiAttribute[] {
  if (kind === 'queue') return [textAttribute('messaging.destination.name', name)];
  const hasSystem = rest.some(({ key }) => key === 'db.system' || key === 'db.system.name');
  const system = kind === 'database' && !hasSystem ? [textAttribute('db.system.name', 'other_sql')] : [];
  return [...system, textAttribute('service.peer.name', name)];
}

function textAttribute(key: string, text: string): ApiAttribute {
  return { key, type: 'string', text };
}

function withoutLabels(trace: ApiTrace): ApiTrace {
  const operations = standIns(
    trace.spans.map(({ name }) => name),
    'operation',
  );
  const events = standIns(
    trace.spans.flatMap((span) => span.events.map(({ name }) => name)),
    'event',
  );
  const scopes = standIns(
    trace.scopes.map(({ name }) => name),
    'scope',
  );
  const values = standIns(
    trace.spans.flatMap(({ attributes }) => attributes.map(({ text }) => text)),
    'value',
  );
  const languages = standIns(
    trace.resources.flatMap(({ attributes }) =>
      attributes.flatMap(({ key, text }) => (key === LANGUAGE ? [text] : [])),
    ),
    'language',
  );
  return {
    ...trace,
    resources: trace.resources.map((resource) => ({
      ...resource,
      attributes: resource.attributes.map((attribute) =>
        attribute.key === LANGUAGE ? { ...attribute, text: languages.get(attribute.text) ?? '' } : attribute,
      ),
    })),
    scopes: trace.scopes.map((scope) => ({
      ...scope,
      name: scopes.get(scope.name) ?? '',
      version: '',
      attributes: [],
      schemaUrl: '',
    })),
    spans: trace.spans.map((span) => ({
      ...silent(span),
      name: operations.get(span.name) ?? '',
      attributes: withoutUrls(span, values).map((attribute) =>
        NAMES_PEERS.test(attribute.key) ? attribute : numbered(attribute, values),
      ),
      events: span.events.map((event) => ({
        ...event,
        // That it is one is an outcome; of which type is a label.
        name: event.name === 'exception' ? event.name : (events.get(event.name) ?? ''),
        attributes: [],
      })),
    })),
  };
}

/** The host of a URL stays, in place of the URL, where nothing else names the other side. */
function withoutUrls(span: ApiSpan, values: StandIns): ApiAttribute[] {
  const texts = span.attributes.filter(({ key }) => !URLS.test(key));
  const peer = peerOfSpan(span);
  const host = peer?.kind === 'external' && peerOfSpan({ ...span, attributes: texts })?.name !== peer.name;
  let told = false;
  return span.attributes.map((attribute) => {
    if (!URLS.test(attribute.key)) return attribute;
    if (!host || told || !WHOLE_URLS.has(attribute.key)) {
      return textAttribute(attribute.key, values.get(attribute.text) ?? '');
    }
    told = true;
    return textAttribute('server.address', peer.name);
  });
}

function numbered(attribute: ApiAttribute, values: StandIns): ApiAttribute {
  if (VOCABULARY.has(attribute.key)) return attribute;
  return { key: attribute.key, type: 'string', text: values.get(attribute.text) ?? '' };
}

/** What senders write freely, and no diagram shows. */
function silent(span: ApiSpan): ApiSpan {
  return { ...span, traceState: '', status: { ...span.status, message: '' } };
}
