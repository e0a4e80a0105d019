// The error path that is somebody's fault: three tries, three 504, and the order fails with a gateway timeout.
import { acquirerTimesOut, authorize, backOff } from '../services/payment.ts';
import type { Phenomenon } from '../world/scene.ts';

export const acquirerDown: Phenomenon = {
  name: 'acquirer-down',
  site: 'payment.authorize',
  share: 0.03,
  happen: (scene) =>
    scene.span({ name: 'authorize card', kind: 'internal', scope: 'own' }, (span) => {
      authorize(scene, 0, () => acquirerTimesOut(scene));
      backOff(scene, 100);
      authorize(scene, 1, () => acquirerTimesOut(scene));
      backOff(scene, 200);
      const outcome = authorize(scene, 2, () => acquirerTimesOut(scene));
      const message = 'the acquirer did not answer in 3 tries';
      span.event('exception', {
        'exception.type': 'TimeoutError',
        'exception.message': message,
        'exception.stacktrace': [
          'Traceback (most recent call last):',
          '  File "/app/payment/charges.py", line 118, in charge',
          '    receipt = acquirer.authorize(card, amount)',
          '  File "/app/payment/acquirer.py", line 218, in authorize',
          '    return self._send(request, retries=2)',
          '  File "/app/payment/pool.py", line 91, in _send',
          '    raise TimeoutError(request.url)',
          `TimeoutError: ${message}`,
        ].join('\n'),
      });
      span.set({
        'payment.acquirer': 'cards.example',
        'payment.tries': 3,
        'payment.timeout_ms': 300,
        'error.type': 'TimeoutError',
      });
      span.fail(message);
      return outcome;
    }),
};
