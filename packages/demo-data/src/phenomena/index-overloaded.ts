// The search index sheds load: 503 after a wait.
import { askIndex } from '../services/search.ts';
import type { Phenomenon } from '../world/scene.ts';

const MESSAGE = 'search queue is full (queue capacity 1000)';

export const indexOverloaded: Phenomenon = {
  name: 'index-overloaded',
  site: 'search.query',
  share: 0.03,
  happen(scene) {
    askIndex(scene, 640, (span) => {
      span.set({ 'db.response.status_code': '429', 'error.type': 'es_rejected_execution_exception' });
      span.event('exception', { 'exception.type': 'es_rejected_execution_exception', 'exception.message': MESSAGE });
      span.fail(MESSAGE);
    });
    return { kind: 'failed', httpStatus: 503, errorType: 'IndexOverloaded', message: MESSAGE };
  },
};
