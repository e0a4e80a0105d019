// A bad deploy at a known time: once an hour, for ten minutes until it is rolled back, one service runs a version that takes
// 2.5 times as long and fails one request in six.
import { ok } from '@spanloom/otlp-model';
import { type Phenomenon, recurring } from './phenomenon.ts';
import { chooseService } from './sites.ts';
import { nextVersion } from './versions.ts';

const NAME = 'bad-deploy';

export const badDeploy: Phenomenon = {
  name: NAME,
  place(ground) {
    const chosen = chooseService(ground);
    if (!chosen.ok) return chosen;
    const { name: service, replicas } = chosen.value;
    const version = nextVersion(chosen.value.version, 'patch');
    const windows = recurring(ground.random, 60 * 60, 10 * 60);
    return ok({
      service,
      detail: version,
      windows,
      deploy: { service, version, replicas, share: (time) => (windows.has(time) ? 1 : 0) },
      during: {
        site: `serve ${service}`,
        share: (scene) => (scene.pod.version === version ? 1 : 0),
        happen(scene, course) {
          scene.occurred(NAME, [course.span.spanId]);
          const outcome = scene.slower(2.5, course.normal);
          if (outcome.kind === 'failed' || !scene.random.chance(1 / 6)) return outcome;
          const message = "cannot read field 'currency' of null";
          return { kind: 'failed', httpStatus: 500, errorType: 'NullReference', message };
        },
      },
    });
  },
};
