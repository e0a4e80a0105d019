// A cache miss: the session is gone from Redis, so auth reads the account and writes the session anew.
import { readAccount, readSession, writeSession } from '../services/auth.ts';
import { OK, type Phenomenon } from '../world/scene.ts';

export const coldSession: Phenomenon = {
  name: 'cold-session',
  site: 'session.lookup',
  share: 0.08,
  happen(scene) {
    readSession(scene, false);
    readAccount(scene, 'id');
    writeSession(scene);
    return OK;
  },
};
