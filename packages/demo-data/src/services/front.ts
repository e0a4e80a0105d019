// The way in: a browser (or a mobile app, which sends no spans) asks the gateway, which checks the session and passes on.
import { type HttpRequest, httpCall, httpServer, inOrder } from '../calls/http.ts';
import { OK, type Outcome, type Scene } from '../world/scene.ts';
import { SHOP_HOST } from '../world/topology.ts';
import { validateSession } from './auth.ts';

export interface FrontRequest extends HttpRequest {
  readonly needsSession: boolean;
  /** Name of the page that asks. */
  readonly page: string;
}

/** Three in four requests start in the browser; the others are first seen at the gateway. */
export function throughGateway(scene: Scene, request: FrontRequest, serve: () => Outcome): Outcome {
  const handle = (): Outcome => {
    scene.work(1.6);
    const outcome = inOrder(() => (request.needsSession ? validateSession(scene) : OK), serve);
    scene.work(1.1);
    return outcome;
  };
  if (scene.random.chance(0.25)) return httpServer(scene, 'gateway', SHOP_HOST, request, handle);

  const attributes = { 'browser.page.route': request.page, 'session.id': scene.random.hex(8) };
  return scene.span(
    { name: request.page, kind: 'internal', scope: 'own', service: 'web-frontend', attributes },
    (page) => {
      scene.work(3);
      page.event('fetchStart');
      const outcome = httpCall(scene, 'gateway', request, handle);
      page.event('responseEnd');
      scene.work(outcome.kind === 'ok' ? 14 : 5, 0.4);
      if (outcome.kind === 'failed') page.set({ 'shop.message.shown': outcome.message });
      return outcome;
    },
  );
}
