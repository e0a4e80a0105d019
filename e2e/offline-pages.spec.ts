// The HTML file of every kind of diagram, of a trace, of search results and of the service map, made from hostile data and
// opened from the disk: no server sends a policy then, and what the file loads or runs would run on the reader's machine.
import { writeFile } from 'node:fs/promises';
import { expect, test } from './support/fixtures.ts';
import { newSpanId, newTraceId, sendTraces, type ServiceSpans, type TraceSpec } from './support/otlp.ts';
import { orderTrace } from './support/shop.ts';

/** What would end the element, the attribute, the comment or the data that it stands in, and then do something. */
const ATTACKS = {
  name: `"><script>window.evil = 'name'</script><img src=http://evil.example/n onerror="window.evil = 'n'">`,
  key: `'--></svg></style><svg onload="window.evil = 'key'"><image href=http://evil.example/k />`,
  value: `]]></text><iframe srcdoc="<script>parent.evil = 'value'</script>"></iframe><base href=//evil.example/>`,
  title: `</title></h1><meta http-equiv=refresh content="0;url=http://evil.example/t"><link rel=stylesheet href=//evil.example/t>`,
} as const;
const { name: NAME, key: KEY, value: VALUE, title: TITLE } = ATTACKS;
/** Elements that could act, and attributes that do. What is a link could be pressed. */
const ACTING =
  'script, iframe, object, embed, form, base, a, foreignObject, image, use, [onload], [onerror], [http-equiv="refresh"], link:not([rel="icon"])';

function hostile({ services, ...trace }: TraceSpec): TraceSpec {
  return {
    ...trace,
    services: services.map(
      ({ service, spans, resource }): ServiceSpans => ({
        service: `${service} ${NAME}`,
        resource: { ...resource, ...hostileResource(service) },
        spans: spans.map((span) => ({
          ...span,
          name: `${span.name} ${NAME}`,
          attributes: {
            ...Object.fromEntries(
              Object.entries(span.attributes ?? {}).map(([key, value]) => [
                key,
                typeof value === 'string' && /address|namespace|destination|task/.test(key)
                  ? `${value} ${VALUE}`
                  : value,
              ]),
            ),
            [KEY]: VALUE,
          },
          ...(span.error === undefined ? {} : { error: VALUE }),
          events: [{ name: `event ${NAME}`, atMs: 12, attributes: { 'exception.type': VALUE, [KEY]: VALUE } }],
        })),
      }),
    ),
  };
}

function hostileResource(service: string): Readonly<Record<string, string>> {
  const keys = ['service.namespace', 'service.version', 'telemetry.sdk.name', 'telemetry.sdk.language', 'host.name'];
  const places = ['k8s.cluster.name', 'k8s.namespace.name', 'k8s.deployment.name', 'k8s.pod.name', 'cloud.region'];
  const all = [...keys, ...places].map((key) => [key, `${key.slice(0, 3)} ${service} ${VALUE}`]);
  return { ...Object.fromEntries(all), [KEY]: VALUE };
}

/** A workflow with one activity, as Temporal's interceptors tell of it. */
function workflowTrace(): TraceSpec {
  const [start, run, queued] = [newSpanId(), newSpanId(), newSpanId()];
  const on = (queue: string) => ({ temporalWorkflowID: 'w-1', 'temporal.task_queue': queue });
  return {
    services: [
      {
        service: 'nightly',
        spans: [{ name: 'StartWorkflow:Renew', spanId: start, kind: 3, attributes: on('renewals') }],
      },
      {
        service: 'fulfilment',
        spans: [
          { name: 'RunWorkflow:Renew', spanId: run, parentSpanId: start, kind: 2, startMs: 20, durationMs: 90 },
          {
            name: 'StartActivity:Charge',
            spanId: queued,
            parentSpanId: run,
            kind: 3,
            startMs: 25,
            attributes: on('cards'),
          },
          {
            name: 'RunActivity:Charge',
            parentSpanId: queued,
            kind: 2,
            startMs: 40,
            error: 'declined',
            attributes: on('cards'),
          },
        ],
      },
    ],
  };
}

/** They count what spans have, and name none of them. */
const WITHOUT_NAMES: ReadonlySet<string> = new Set(['entities', 'states', 'workflow-states', 'context-states']);

/** Mermaid text as a reader of the picture sees it. */
function decoded(text: string): string {
  return text.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

test('made from hostile names, keys, values and titles, it only shows them: of every kind', async ({
  freshPage,
  guard,
  request,
  server,
}, testInfo) => {
  test.setTimeout(180_000);
  const trace = newTraceId();
  await sendTraces(
    server.tracesUrl,
    { ...hostile(orderTrace({ failed: true })), traceId: trace },
    hostile(workflowTrace()),
  );
  const now = BigInt(Date.now());
  const time = `start=${(now - 60_000n) * 1_000_000n}&end=${(now + 1000n) * 1_000_000n}`;
  const ofWindow = ['map', 'deployment', 'sdks', 'results', 'workflows', 'workflow-states', 'hops', 'context-states'];
  const ofTrace = ['sequence', 'gantt', 'entities', 'propagation', 'states', 'calls', 'waterfall'];
  const ofServer = ['pipeline', 'layers', 'data-path', 'transport', 'ingest', 'span-life', 'health'];
  const wanted: (readonly [kind: string, query: string])[] = [
    ...ofWindow.map((kind) => [kind, time] as const),
    ['map', `${time}&service=${encodeURIComponent(`shop-api ${NAME}`)}`],
    ['results', `${time}&list=spans&attr=${encodeURIComponent(`${JSON.stringify(KEY)}=${VALUE}`)}`],
    ...ofTrace.map((kind) => [kind, `trace=${trace}`] as const),
    ['states', `trace=${trace}&by=events`],
    ['states', `trace=${trace}&by=${encodeURIComponent(KEY)}`],
    ...ofServer.map((kind) => [kind, ''] as const),
  ];
  // None is forgotten here: the description of the API names all that come as such a file.
  const { paths } = (await (await request.get('/api/v1/openapi.json')).json()) as { readonly paths: object };
  const kinds = Object.keys(paths).flatMap((path) => /^\/api\/v1\/diagrams\/(.+)\.html$/.exec(path)?.[1] ?? []);
  expect(new Set(wanted.map(([kind]) => kind))).toEqual(new Set(kinds));

  const reader = await freshPage();
  await reader.context().setOffline(true);
  const asked: string[] = [];
  reader.on('request', (one) => asked.push(one.url()));
  for (const [place, [kind, query]] of wanted.entries()) {
    const made = await request.post('/api/v1/shares', { data: { kind, query, title: TITLE } });
    expect(made.status(), `${kind} ${query}`).toBe(200);
    const { path } = (await made.json()) as { readonly path: string };
    for (const [from, address] of Object.entries({
      shared: `${path}.html`,
      downloaded: `/api/v1/diagrams/${kind}.html?${query}`,
    })) {
      const told = `${kind} ${query}, ${from}`;
      const answer = await request.get(address);
      expect(answer.status(), told).toBe(200);
      const file = testInfo.outputPath(`${place}-${from}.html`);
      await writeFile(file, await answer.body());
      asked.length = 0;
      await reader.goto(`file://${file}`);
      if (from === 'shared') await expect(reader.getByRole('heading', { level: 1 }), told).toHaveText(TITLE);
      const seen = await reader.evaluate(async (acting) => {
        await Promise.all(Array.from(document.images, (image) => image.decode()));
        for (const details of document.querySelectorAll('details')) details.open = true;
        return {
          acting: Array.from(document.querySelectorAll(acting), ({ outerHTML }) => outerHTML.slice(0, 200)),
          ran: Reflect.get(window, 'evil') as unknown,
          handlers: Array.from(document.querySelectorAll('*')).filter((one) =>
            one.getAttributeNames().some((attribute) => attribute.startsWith('on')),
          ).length,
          pictures: document.images.length,
          text: document.body.innerText,
        };
      }, ACTING);
      expect({ ...seen, text: '' }, told).toEqual({
        acting: [],
        ran: undefined,
        handlers: 0,
        pictures: kind === 'results' ? 0 : 1,
        text: '',
      });
      // What was sent is there to read, so that it is the file of these data that is looked at.
      if (!ofServer.includes(kind) && !WITHOUT_NAMES.has(kind)) expect(decoded(seen.text), told).toContain('<script>');
      expect(
        asked.filter((url) => url !== `file://${file}` && !url.startsWith('data:')),
        told,
      ).toEqual([]);
      expect(guard.problems(), told).toEqual([]);
    }
  }
});
