// A customer signs in.
import { signIn } from '../services/auth.ts';
import { throughGateway } from '../services/front.ts';
import type { Flow } from './flow.ts';

export const loginFlow: Flow = {
  name: 'login',
  weight: 8,
  play(scene) {
    const request = {
      method: 'POST',
      route: '/api/sessions',
      path: '/api/sessions',
      okStatus: 201,
      page: 'sign in',
      needsSession: false,
    } as const;
    throughGateway(scene, request, () => signIn(scene));
    return [];
  },
};
