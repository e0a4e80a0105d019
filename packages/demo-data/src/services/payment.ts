// payment: charges a card through an acquirer, which is another company's and sends no spans.
import { double } from '../attributes.ts';
import { httpCall, httpClient } from '../calls/http.ts';
import { OK, type Outcome, type Scene } from '../world/scene.ts';
import { ACQUIRER_HOST } from '../world/topology.ts';
import type { Basket } from './basket.ts';

export function charge(scene: Scene, basket: Basket): Outcome {
  const request = { method: 'POST', route: '/charges', path: '/charges', okStatus: 201 } as const;
  return httpCall(scene, 'payment', request, (server) => {
    server.set({
      'payment.amount': double(basket.amount),
      'payment.currency': 'EUR',
      'payment.method': scene.random.pick(['card', 'card', 'wallet']),
    });
    scene.work(1.1);
    scene.span({ name: 'score fraud risk', kind: 'internal', scope: 'own' }, (span) => {
      scene.work(14);
      span.set({ 'fraud.score': Math.round(scene.random.float() * 1000) / 1000, 'fraud.model': 'gbm-2026-10' });
    });
    return scene.at('payment.authorize', () => {
      authorize(scene, 0, () => {
        scene.work(84, 0.3);
        return OK;
      });
      return OK;
    });
  });
}

/** One request to the acquirer. `attempt` counts from 0. */
export function authorize(scene: Scene, attempt: number, answer: () => Outcome): Outcome {
  const request = {
    method: 'POST',
    route: '/v2/authorize',
    path: '/v2/authorize',
    resend: attempt,
    attributes: { 'payment.acquirer': 'cards.example' },
  } as const;
  return httpClient(scene, { address: ACQUIRER_HOST, port: 443 }, request, answer);
}

/** The acquirer's own gateway gives up: 504 after 300 ms. */
export function acquirerTimesOut(scene: Scene): Outcome {
  scene.work(300, 0.03);
  return {
    kind: 'failed',
    httpStatus: 504,
    errorType: 'TimeoutError',
    message: 'no answer from the issuer within 300 ms',
  };
}

/** Waits before the next try. */
export function backOff(scene: Scene, ms: number): void {
  scene.span({ name: `backoff ${ms} ms`, kind: 'internal', scope: 'own', attributes: { 'retry.delay_ms': ms } }, () =>
    scene.wait(ms + scene.random.float() * 4),
  );
}
