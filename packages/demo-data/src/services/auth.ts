// auth: sessions in Redis, accounts in PostgreSQL.
import { databaseCall } from '../calls/database.ts';
import { rpcCall } from '../calls/rpc.ts';
import { httpCall } from '../calls/http.ts';
import { OK, type Outcome, type Scene } from '../world/scene.ts';

/** Checks the caller's session. */
export function validateSession(scene: Scene): Outcome {
  return rpcCall(scene, 'auth', 'auth.Session/Validate', () => {
    scene.work(0.6);
    return scene.at('session.lookup', () => {
      readSession(scene, true);
      scene.work(0.4);
      return OK;
    });
  });
}

/** Looks the session up in the cache. */
export function readSession(scene: Scene, found: boolean): void {
  databaseCall(scene, 'cache', {
    operation: 'GET',
    text: 'GET session:?',
    medianMs: 1.1,
    attributes: { 'cache.hit': found },
  });
}

/** Reads an account by its key. */
export function readAccount(scene: Scene, column: 'id' | 'email'): void {
  databaseCall(scene, 'users-db', {
    operation: 'SELECT',
    collection: 'accounts',
    text: `SELECT id, email, password_hash, locale FROM accounts WHERE ${column} = $1`,
    medianMs: 4.5,
    attributes: { 'db.response.returned_rows': 1 },
  });
}

export function writeSession(scene: Scene): void {
  databaseCall(scene, 'cache', { operation: 'SETEX', text: 'SETEX session:? ? ?', medianMs: 1.2 });
}

/** Signs a customer in; one in eight mistypes the password. */
export function signIn(scene: Scene): Outcome {
  const request = { method: 'POST', route: '/sessions', path: '/sessions', okStatus: 201 } as const;
  return httpCall(scene, 'auth', request, (server) => {
    scene.work(0.8);
    readAccount(scene, 'email');
    const right = scene.span({ name: 'verify password', kind: 'internal', scope: 'own' }, (span) => {
      scene.work(62, 0.15);
      const matches = !scene.random.chance(1 / 8);
      span.set({ 'auth.algorithm': 'argon2id', 'auth.password.matches': matches });
      return matches;
    });
    server.set({ 'auth.method': 'password' });
    if (!right)
      return {
        kind: 'failed',
        httpStatus: 401,
        errorType: 'InvalidCredentials',
        message: 'Email or password is wrong',
      };
    writeSession(scene);
    return OK;
  });
}
