// A host where nobody listens for a moment: two connections are refused, each answered by a longer wait, the third comes
// about. No answer came to the first two, so their spans tell of an exception and of no status.
import { ok } from '@spanloom/otlp-model';
import type { Language } from '../world/languages.ts';
import { backOff, type Phenomenon } from './phenomenon.ts';
import { chooseHttpAsk } from './sites.ts';

const NAME = 'connection-refused';

/** What the HTTP clients of each language call it. */
const ERROR_TYPES: Readonly<Record<Language, string>> = {
  webjs: 'TypeError',
  nodejs: 'ECONNREFUSED',
  go: '*net.OpError',
  java: 'java.net.ConnectException',
  python: 'httpx.ConnectError',
  dotnet: 'connection_error',
  rust: 'reqwest::Error',
};

export const connectionRefused: Phenomenon = {
  name: NAME,
  place(ground) {
    const place = chooseHttpAsk(ground);
    if (!place.ok) return place;
    const { step, service } = place.value;
    const errorType = ERROR_TYPES[ground.index.service(service).language];
    const message = `connection refused: ${step.host}:${ground.index.host(step.host).port}`;
    const answer = { kind: 'failed', httpStatus: 503, errorType, message, unanswered: true } as const;
    return ok({
      service,
      detail: step.id,
      during: {
        site: step.id,
        share: () => 0.04,
        happen(scene, course) {
          const first = course.play({ ms: 12, answer });
          backOff(scene, 200);
          const second = course.play({ attempt: 1, ms: 12, answer });
          backOff(scene, 400);
          const third = course.play({ attempt: 2 });
          scene.occurred(NAME, [first.spanId, second.spanId, third.spanId]);
          return third.outcome;
        },
      },
    });
  },
};
