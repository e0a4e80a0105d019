// What an application hands to the real OpenTelemetry SDK is what one finds in the page, and what comes out as OTLP.
import { searchPage } from './pages/search-page.ts';
import { tracePage } from './pages/trace-page.ts';
import { expect, test } from './support/fixtures.ts';
import { CHILD_NAME, EVENT, FAILURE, GIVEN, makeSpans, RESOURCE, ROOT_NAME } from './support/given-to-sdk.ts';
import { SDK_VARIANTS, traceWithSdk } from './support/sdk.ts';

interface OtlpSpan {
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly object[];
  readonly events: readonly { readonly name: string; readonly attributes: readonly object[] }[];
  readonly links: readonly {
    readonly traceId: string;
    readonly spanId: string;
    readonly attributes: readonly object[];
  }[];
  readonly status?: { readonly code?: number; readonly message?: string };
}

interface TracesData {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly object[] };
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string; readonly version: string };
      readonly schemaUrl: string;
      readonly spans: readonly OtlpSpan[];
    }[];
  }[];
}

const GIVEN_AS_OTLP = GIVEN.map(({ key, otlp }) => ({ key, value: otlp }));
const RESOURCE_AS_OTLP = Object.entries(RESOURCE).map(([key, stringValue]) => ({ key, value: { stringValue } }));

for (const variant of SDK_VARIANTS) {
  const name = `${variant.protocol}, gzip ${variant.gzip ? 'on' : 'off'}`;

  test(`the OTel JS SDK by ${name}: every attribute in the page and through /otlp`, async ({ page, server }) => {
    const ids = await traceWithSdk(server.tracesUrl, variant, RESOURCE, makeSpans);

    const search = searchPage(page);
    await search.open();
    await search.addFilter('service', RESOURCE['service.name']);
    await expect(search.rows).toHaveCount(1);
    await expect(search.rows.first()).toContainText(ROOT_NAME);
    await search.rows.first().click();

    const trace = tracePage(page);
    await expect(page).toHaveURL(new RegExp(`/trace/${ids.traceId}`));
    await expect(trace.rows).toHaveCount(2);
    await trace.row(ROOT_NAME).click();
    expect(await trace.attributes('Attributes')).toEqual(GIVEN.map(({ key, shown }) => [key, shown]));
    expect(await trace.attributes('Attributes of the event')).toEqual(
      Object.entries(EVENT.attributes).map(([key, value]) => [key, String(value)]),
    );
    await trace.openSection('Resource');
    expect(await trace.attributes('Resource')).toEqual(
      expect.arrayContaining(Object.entries(RESOURCE).map((entry) => [...entry])),
    );
    await trace.openSection('Scope');
    await expect(trace.details).toContainText('e2e-shop');
    await expect(trace.details).toContainText('https://opentelemetry.io/schemas/1.37.0');

    await trace.row(CHILD_NAME).click();
    await expect(trace.details.getByRole('heading', { name: CHILD_NAME })).toBeVisible();
    await expect(trace.details).toContainText(FAILURE);
    await expect(trace.details).toContainText('RangeError');
    expect(await trace.attributes('Attributes of the link')).toEqual([['link.reason', 'retry of']]);

    const answer = await page.request.get(`/api/v1/traces/${ids.traceId.toUpperCase()}/otlp`);
    const { resourceSpans } = (await answer.json()) as TracesData;
    const scopes = resourceSpans.flatMap((entry) => entry.scopeSpans);
    expect(scopes.map(({ scope, schemaUrl }) => [scope.name, scope.version, schemaUrl])).toEqual([
      ['e2e-shop', '1.2.3', 'https://opentelemetry.io/schemas/1.37.0'],
    ]);
    expect(resourceSpans[0]?.resource.attributes).toEqual(expect.arrayContaining(RESOURCE_AS_OTLP));
    const spans = scopes.flatMap((entry) => entry.spans);
    expect(spans).toHaveLength(2);
    const root = spans.find((span) => span.spanId === ids.rootId);
    expect(root).toMatchObject({ name: ROOT_NAME, kind: 2, attributes: GIVEN_AS_OTLP });
    expect(root?.parentSpanId ?? '').toBe('');
    expect(root?.events).toMatchObject([
      {
        name: EVENT.name,
        attributes: [
          { key: 'cart.lines', value: { intValue: '3' } },
          { key: 'cart.currency', value: { stringValue: 'EUR' } },
        ],
      },
    ]);
    expect(spans.find((span) => span.spanId === ids.childId)).toMatchObject({
      name: CHILD_NAME,
      kind: 3,
      parentSpanId: ids.rootId,
      status: { code: 2, message: FAILURE },
      links: [
        {
          traceId: ids.traceId,
          spanId: ids.rootId,
          attributes: [{ key: 'link.reason', value: { stringValue: 'retry of' } }],
        },
      ],
    });
  });
}
