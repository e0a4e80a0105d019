// What is replaced before a diagram leaves: none of it is in any text, and the diagram has the same structure.
import {
  diagramFormats,
  DRAWN_KINDS,
  LIVE_WINDOW_DIAGRAMS,
  mapDiagramParameters,
  SERVER_DIAGRAMS,
  type ServerDiagramKind,
} from '@spanloom/api-schema';
import { ok } from '@spanloom/otlp-model';
import { beforeAll, describe, expect, test } from 'vitest';
import { FONTS } from '../../../test/support/drawers.ts';
import { type InProcess, startInProcess } from '../../../test/support/in-process.ts';
import { get, WINDOW } from '../../../test/support/payments.ts';
import {
  at,
  attributesOf,
  resourceOf,
  resourceSpansOf,
  spanIdOf,
  spanOf,
  traceIdOf,
} from '../../../test/support/spans.ts';
import { drawResults } from '../../drawing/draw-results.ts';
import { createSvgDrawer, type SvgDrawer } from '../../drawing/draw-svg.ts';
import { drawWaterfall } from '../../drawing/draw-waterfall.ts';
import type { DrawingJob } from '../../threads/messages.ts';

/** Names of services and of what they talk to, and the words of labels: each stands somewhere in some diagram. */
const NAMES = words(`acme-web acme-pay acmeorders acme.paid cards.acme acme-eu acme-us acme-shop acme-payd acmepod
  acme-zone acme-region acme-7.1 acme-no-7 acme-distro acme-night acme-mesh`);
const LABELS = words('buy-rocket store-rocket tell-rocket rocket-fuelled RocketError RenewRocket ChargeRocket');
/** Where SDKs are the parts they are named for it, else it is a label. */
const LANGUAGE = 'esperanto';

function words(text: string): string[] {
  return text.split(/\s+/);
}

let server: InProcess;
let drawer: SvgDrawer;
/** What was handed over to be drawn. */
let jobs: DrawingJob[] = [];

beforeAll(async () => {
  drawer = await createSvgDrawer(FONTS);
  server = startInProcess({
    drawPicture: async (job) => {
      jobs.push(job);
      return ok({ format: 'svg', svg: '<svg/>' });
    },
  });
  const traceId = traceIdOf(1);
  const web = {
    'service.name': 'acme-web',
    'service.version': 'acme-7.1',
    'service.instance.id': 'acme-no-7',
    'k8s.cluster.name': 'acme-eu',
    'k8s.namespace.name': 'acme-shop',
    'k8s.deployment.name': 'acme-webd',
    'k8s.pod.name': 'acme-webd-5f7-acmepod',
    'cloud.region': 'acme-region',
    'cloud.availability_zone': 'acme-zone',
    'host.name': 'acme-host',
    'telemetry.sdk.language': 'esperanto',
    'telemetry.distro.name': 'acme-distro',
  };
  const pay = {
    'service.name': 'acme-pay',
    'service.namespace': 'acme-money',
    'k8s.cluster.name': 'acme-us',
    'k8s.deployment.name': 'acme-payd',
    'k8s.pod.name': 'acmepod',
  };
  const mesh = { 'service.name': 'acme-mesh', 'telemetry.sdk.name': 'envoy', 'host.name': 'acme-host-2' };
  const span = (n: number, parent: number | undefined, rest: object) =>
    spanOf({
      traceId: n < 10 ? traceId : traceIdOf(2),
      spanId: spanIdOf(n),
      ...(parent === undefined ? {} : { parentSpanId: spanIdOf(parent) }),
      start: at(n * 1000),
      end: at(90_000 - n * 1000),
      ...rest,
    });
  const scoped = (attributes: Record<string, string>, ...spans: ReturnType<typeof span>[]) => {
    const one = resourceSpansOf(resourceOf('x', { attributes: attributesOf(attributes) }), spans);
    return {
      ...one,
      scopeSpans: one.scopeSpans.map((scope) => ({ ...scope, scope: { ...scope.scope, name: 'rocket-lib' } })),
    };
  };
  const failed = {
    time: at(9000),
    name: 'exception',
    attributes: attributesOf({ 'exception.type': 'RocketError' }),
    droppedAttributesCount: 0,
  };
  const temporal = { temporalWorkflowID: 'rocket-of-today', temporalRunID: 'rocket-run' };
  const activity = attributesOf({ ...temporal, temporalActivityID: 'rocket-charge' });
  const queue = attributesOf({ ...temporal, 'temporal.task_queue': 'acme-night' });
  const event = { time: at(9001), name: 'rocket-fuelled', attributes: [], droppedAttributesCount: 0 };
  await server.add(
    scoped(
      web,
      span(1, undefined, { kind: 2, name: 'POST /buy-rocket' }),
      span(2, 1, { kind: 3, name: 'buy-rocket', attributes: attributesOf({ 'server.address': 'acme-pay' }) }),
      span(6, 1, {
        kind: 3,
        name: 'GET cards.acme buy-rocket',
        attributes: attributesOf({ 'url.full': 'https://cards.acme/x' }),
      }),
      span(11, undefined, { kind: 3, name: 'StartWorkflow:RenewRocket', attributes: queue }),
      // Its context is lost: the server below begins a trace of its own.
      span(16, 11, { kind: 3, name: 'buy-rocket', attributes: attributesOf({ 'server.address': 'acme-mesh' }) }),
    ),
    scoped(mesh, span(17, 99, { kind: 2, name: 'buy-rocket' }), span(18, 17, { kind: 3, name: 'buy-rocket' })),
    scoped(
      pay,
      span(3, 2, {
        kind: 2,
        name: 'acme.Pay/buy_rocket',
        status: { code: 2, message: 'acme-pay is out of rockets' },
        events: [event],
        attributes: attributesOf({ 'order.state': 'rocket-fuelled', 'http.response.status_code': 503 }),
      }),
      span(4, 3, {
        kind: 3,
        name: 'store-rocket',
        status: { code: 2, message: 'acmeorders is full' },
        events: [failed],
        attributes: attributesOf({
          'db.system': 'postgresql',
          'db.namespace': 'acmeorders',
          'order.state': 'rocket-sold',
        }),
      }),
      span(5, 3, {
        kind: 4,
        name: 'acme.paid tell-rocket',
        attributes: attributesOf({ 'messaging.system': 'kafka', 'messaging.destination.name': 'acme.paid' }),
      }),
      span(12, 11, { kind: 2, name: 'RunWorkflow:RenewRocket', attributes: attributesOf(temporal) }),
      span(13, 12, { kind: 3, name: 'StartActivity:ChargeRocket', attributes: queue }),
      span(14, 13, {
        kind: 2,
        name: 'RunActivity:ChargeRocket',
        attributes: activity,
        status: { code: 2, message: 'no rocket' },
      }),
      span(15, 13, { kind: 2, name: 'RunActivity:ChargeRocket', attributes: activity }),
      span(19, 18, { kind: 2, name: 'buy-rocket' }),
    ),
  );
});

const TRACE = `trace=${traceIdOf(1)}`;
const SPLITS = mapDiagramParameters.shape.split.unwrap().options;
const FOLDS = ['proxies', 'service:acme-mesh'] as const;

type DrawnKind = (typeof DRAWN_KINDS)[number];

/** How each kind is asked for that shows what was sent: one that is missing here does not compile. */
const QUERIES: Readonly<Record<Exclude<DrawnKind, ServerDiagramKind>, readonly string[]>> = {
  map: [
    `${WINDOW}&service=acme-pay`,
    ...[undefined, ...SPLITS].flatMap((split) => [
      `${WINDOW}${split === undefined ? '' : `&split=${split}`}`,
      ...FOLDS.map((fold) => `${WINDOW}${split === undefined ? '' : `&split=${split}`}&fold=${fold}`),
    ]),
    `${WINDOW}&split=version&fold=proxies&against=${WINDOW.replaceAll(/[^\d&]/g, '').replace('&', ',')}`,
  ],
  deployment: [WINDOW, `${WINDOW}&service=acme-web`],
  workflows: [WINDOW, `${WINDOW}&service=acme-pay`],
  'workflow-states': [WINDOW, `${WINDOW}&service=acme-pay`],
  hops: [WINDOW, `${WINDOW}&service=acme-web`],
  'context-states': [WINDOW, `${WINDOW}&service=acme-web`],
  sdks: [WINDOW, `${WINDOW}&service=acme-web`],
  sequence: [TRACE],
  gantt: [TRACE],
  entities: [TRACE],
  propagation: [TRACE],
  states: [TRACE, `${TRACE}&by=events`, `${TRACE}&by=order.state`, `trace=${traceIdOf(2)}&by=workflow`],
  calls: [TRACE],
  waterfall: [TRACE],
  results: [`${WINDOW}&service=acme-pay`, `${WINDOW}&list=spans`],
};

interface Asked {
  readonly kind: DrawnKind;
  readonly query: string;
}

const OF_SERVER: readonly string[] = SERVER_DIAGRAMS;
const MODELLED: readonly string[] = [...LIVE_WINDOW_DIAGRAMS, ...SERVER_DIAGRAMS];
const ASKED = [
  ...Object.entries(QUERIES).flatMap(([kind, queries]) =>
    queries.map((query): Asked => ({ kind: kind as DrawnKind, query })),
  ),
  ...SERVER_DIAGRAMS.map((kind): Asked => ({ kind, query: '' })),
];

test('every kind is asked for', () => {
  expect([...new Set(ASKED.map(({ kind }) => kind))].sort()).toEqual([...DRAWN_KINDS].sort());
});

async function textOf(address: string, redact?: string): Promise<string> {
  const response = await get(server, `/api/v1/diagrams/${address}${redact === undefined ? '' : `&redact=${redact}`}`);
  expect(response.status, address).toBe(200);
  return response.text();
}

/** Everything that the server tells of a picture: text, page, model, what it is drawn from, and, `drawn`, the SVG. */
async function toldOf(
  { kind, query }: Asked,
  redact?: string,
  { drawn = false }: { readonly drawn?: boolean } = {},
): Promise<Readonly<Record<string, string>>> {
  const told: Record<string, string> = {};
  const endings = [
    ...diagramFormats(kind).filter((ending) => ending !== 'png'),
    ...(MODELLED.includes(kind) ? ['json'] : []),
  ];
  for (const ending of endings) told[ending] = await textOf(`${kind}.${ending}?${query}`, redact);
  jobs = [];
  await textOf(`${kind}.svg?${query}`, redact);
  const [job] = jobs;
  if (job === undefined) throw new Error('nothing was to be drawn');
  told['picture'] = JSON.stringify(job);
  if (drawn) told['svg'] = await svgOf(job);
  return told;
}

/** As the drawing thread draws it. */
async function svgOf(job: DrawingJob): Promise<string> {
  if ('waterfall' in job) return drawWaterfall(job.waterfall, job.theme, FONTS.metrics).svg;
  if ('results' in job) return drawResults(job.results, job.theme, FONTS.metrics).svg;
  const drawing = await drawer.draw(job);
  if (!drawing.ok) throw new Error(drawing.error);
  return drawing.value.svg;
}

/** Of a text as Mermaid writes it, `.` and `-` may be encoded; in a picture a word may be cut in pieces. */
function tells(text: string, word: string): boolean {
  const plain = text.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  return plain.includes(word) || plain.replace(/<[^>]*>/g, '').includes(word);
}

/** Lines, but for notes, which are labels. */
function partsOf(text: string): number {
  return text.replace(/^note .*?^end note\n/gms, '').split('\n').length;
}

async function expectUntold(asked: Asked, redact: string, words: readonly string[], drawn = false): Promise<void> {
  for (const [where, text] of Object.entries(await toldOf(asked, redact, { drawn }))) {
    for (const word of words) expect(tells(text, word), `${where}: ${word}`).toBe(false);
  }
}

test('without redaction they are told', async () => {
  const all: string[] = [];
  for (const asked of ASKED) all.push(...Object.values(await toldOf(asked)));
  for (const word of [...NAMES, ...LABELS, LANGUAGE])
    expect(
      all.some((text) => tells(text, word)),
      word,
    ).toBe(true);
});

describe.each(ASKED)('$kind?$query', (asked) => {
  test('without names', () => expectUntold(asked, 'services', [...NAMES, 'acme']));

  test('without labels', () => expectUntold(asked, 'labels', [...LABELS, 'ocket']));

  test('without both', () =>
    expectUntold(asked, 'services,labels', [...NAMES, ...LABELS, LANGUAGE, 'acme', 'ocket'], true));

  test.skipIf(OF_SERVER.includes(asked.kind))('of the same structure', async () => {
    const ending = diagramFormats(asked.kind).includes('mmd') ? 'mmd' : 'html';
    const address = `${asked.kind}.${ending}?${asked.query}`;
    const [plain, text] = [await textOf(address), await textOf(address, 'services,labels')];
    expect(partsOf(text)).toBe(partsOf(plain));
    expect(await textOf(address, 'labels,services')).toBe(text);
  });
});

test('a map without names keeps its numbers, one without labels its arrows', async () => {
  const address = `map.mmd?${WINDOW}`;
  const names = await textOf(address, 'services');
  expect(names).toMatch(/n\d\["service-1"\]/);
  expect(names).toMatch(/n\d\[\("database-1"\)\]/);
  expect(names).toMatch(/n\d\["host-1"\]/);
  expect(names).toMatch(/-->\|"[^"]*rps/);
  const labels = await textOf(address, 'labels');
  expect(labels).toMatch(/n\d --> n\d\n/);
  expect(labels).not.toContain('rps');
  expect(labels).toContain('acme-pay');
});

test('a filter names what it asks for, so it is not told', async () => {
  expect(tells(await textOf(`map.mmd?${WINDOW}&service=acme-pay`), 'acme-pay')).toBe(true);
  expect(await textOf(`map.mmd?${WINDOW}&service=acme-pay`, 'labels')).toContain('by a filter that is not told');
  expect(await textOf(`map.mmd?${WINDOW}`, 'labels')).toContain('source: all traces');
});

test.each([
  ['', undefined, '全部链路'],
  ['&service=acme-pay', undefined, '&quot;acme-pay&quot;'],
  ['&service=acme-pay', 'services', '部分链路，筛选条件不显示'],
])('what was asked is told in Chinese: results?%s, without %s', async (query, redact, words) => {
  const address = `/api/v1/diagrams/results.html?${WINDOW}${query}${redact === undefined ? '' : `&redact=${redact}`}`;
  const page = await (await get(server, address, { 'accept-language': 'zh-CN' })).text();
  const [, caption = ''] = /<caption>(.*?)<\/caption>/.exec(page) ?? [];
  expect(caption).toContain(words);
  expect(caption).not.toMatch(/traces|filter/);
});

test('the key of an attribute that tells the states is a label', async () => {
  const address = `states.mmd?trace=${traceIdOf(1)}&by=order.state`;
  expect(tells(await textOf(address, 'services'), 'attribute order.state')).toBe(true);
  const text = await textOf(address, 'labels');
  expect(tells(text, 'order.state')).toBe(false);
  expect(text).toContain('an attribute, ');
  expect(await textOf(`states.mmd?trace=${traceIdOf(1)}&by=events`, 'labels')).toContain('events of spans');
});

test.each([
  ['propagation', TRACE, 'language-1'],
  ['entities', TRACE, 'language-1 1'],
  ['hops', WINDOW, undefined],
])('the language of an SDK is a label: %s', async (kind, query, standIn) => {
  const address = `${kind}.mmd?${query}`;
  expect(await textOf(address, 'services')).toContain(LANGUAGE);
  const text = await textOf(address, 'labels');
  expect(text).not.toContain(LANGUAGE);
  expect(standIn === undefined || tells(text, standIn)).toBe(true);
});

test('a host that is known as a service is still known as it', async () => {
  const plain = await textOf(`propagation.mmd?trace=${traceIdOf(1)}`);
  const text = await textOf(`propagation.mmd?trace=${traceIdOf(1)}`, 'services');
  expect(text.match(/✓|✗/g)).toEqual(plain.match(/✓|✗/g));
});

test('what cannot be replaced is refused', async () => {
  for (const address of [`map.mmd?${WINDOW}`, `gantt.mmd?trace=${traceIdOf(1)}`]) {
    expect((await get(server, `/api/v1/diagrams/${address}&redact=times`)).status).toBe(400);
  }
});
