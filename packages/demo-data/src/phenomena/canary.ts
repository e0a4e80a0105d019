// A canary: a share of the requests to one service meets its next version, which is slower and tells of the experiment.
import { ok } from '@spanloom/otlp-model';
import type { Phenomenon } from './phenomenon.ts';
import { chooseService } from './sites.ts';
import { nextVersion } from './versions.ts';

const NAME = 'canary';
const FLAG = 'next-version';

export const canary: Phenomenon = {
  name: NAME,
  place(ground) {
    const chosen = chooseService(ground);
    if (!chosen.ok) return chosen;
    const { name: service } = chosen.value;
    const version = nextVersion(chosen.value.version, 'minor');
    return ok({
      service,
      detail: version,
      deploy: { service, version, replicas: 1, share: () => 0.15 },
      during: {
        site: `serve ${service}`,
        share: (scene) => (scene.pod.version === version ? 1 : 0),
        happen(scene, course) {
          course.span.set({ 'experiment.name': `${service}-${FLAG}`, 'experiment.variant': 'canary' });
          course.span.event('feature_flag.evaluation', {
            'feature_flag.key': `${service}-${FLAG}`,
            'feature_flag.result.variant': 'canary',
            'feature_flag.result.reason': 'split',
            'feature_flag.provider.name': 'flagd',
          });
          scene.occurred(NAME, [course.span.spanId]);
          return scene.slower(1.6, course.normal);
        },
      },
    });
  },
};
