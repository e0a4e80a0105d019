// The error path that is nobody's fault: the issuer declines the card, 402 all the way up.
import { authorize } from '../services/payment.ts';
import type { Phenomenon } from '../world/scene.ts';

export const cardDeclined: Phenomenon = {
  name: 'card-declined',
  site: 'payment.authorize',
  share: 0.05,
  happen: (scene) =>
    scene.span({ name: 'authorize card', kind: 'internal', scope: 'own' }, (span) => {
      const message = scene.random.pick(['insufficient funds', 'card expired', 'suspected fraud']);
      const outcome = authorize(scene, 0, () => {
        scene.work(110);
        return { kind: 'failed', httpStatus: 402, errorType: 'CardDeclined', message };
      });
      span.event('exception', {
        'exception.type': 'shop.payment.CardDeclined',
        'exception.message': message,
        'exception.stacktrace': [
          'Traceback (most recent call last):',
          '  File "/app/payment/charges.py", line 118, in charge',
          '    receipt = acquirer.authorize(card, amount)',
          '  File "/app/payment/acquirer.py", line 91, in authorize',
          '    raise CardDeclined(body["reason"])',
          `shop.payment.CardDeclined: ${message}`,
        ].join('\n'),
      });
      span.set({ 'payment.acquirer': 'cards.example', 'payment.tries': 1, 'error.type': 'CardDeclined' });
      span.fail(message);
      return outcome;
    }),
};
