// A retry that works: the acquirer answers 504, payment waits 100 ms and asks again.
import { acquirerTimesOut, authorize, backOff } from '../services/payment.ts';
import { OK, type Phenomenon } from '../world/scene.ts';

export const acquirerRetry: Phenomenon = {
  name: 'acquirer-retry',
  site: 'payment.authorize',
  share: 0.08,
  happen(scene) {
    authorize(scene, 0, () => acquirerTimesOut(scene));
    backOff(scene, 100);
    return authorize(scene, 1, () => {
      scene.work(140);
      return OK;
    });
  },
};
