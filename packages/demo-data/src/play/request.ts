// A request from outside: a browser's page (or an app, which sends no spans) asks the first service.
import { FROM_BROWSER } from '../topology/expected-spans.ts';
import type { FlowSpec } from '../topology/topology.ts';
import { callOperation } from './calls.ts';
import { httpServer, requestOf } from './http.ts';
import type { Outcome } from './outcome.ts';
import type { OpenSpan, Scene } from './scene.ts';
import { serveOperation } from './steps.ts';

export function playRequest(scene: Scene, flow: FlowSpec): void {
  const { topology } = scene.index;
  const operation = scene.index.operation(flow.operation);
  const serve = (span: OpenSpan): Outcome => serveOperation(scene, span, operation.id);
  if (topology.browser === undefined || !scene.random.chance(FROM_BROWSER)) {
    if (operation.protocol !== 'http') throw new Error(`the first operation of ${flow.name} must be an HTTP one`);
    const { port } = scene.index.service(operation.service);
    const to = { service: operation.service, host: topology.publicHost, port };
    const { span } = httpServer(scene, to, requestOf(scene, operation), serve);
    scene.arrived({ service: operation.service, serverSpan: span.spanId });
    return;
  }
  const attributes = { 'browser.page.route': flow.page, 'session.id': scene.random.hex(8) };
  const spec = { name: flow.page, kind: 'internal', scope: 'own', service: topology.browser, attributes } as const;
  scene.span(spec, (page) => {
    scene.work(3);
    page.event('fetchStart');
    const { outcome } = callOperation(scene, operation, serve);
    page.event('responseEnd');
    scene.work(outcome.kind === 'ok' ? 14 : 5, 0.4);
    if (outcome.kind === 'failed') page.set({ 'shop.message.shown': outcome.message });
  });
}
