// A customer searches.
import { throughGateway } from '../services/front.ts';
import { searchProducts } from '../services/search.ts';
import type { Flow } from './flow.ts';

export const searchFlow: Flow = {
  name: 'search',
  weight: 20,
  play(scene) {
    const words = scene.random.pick(['linen shirt', 'wool thread', 'blue loom', 'shuttle', 'cotton yarn', '亚麻 衬衫']);
    const path = `/api/search?q=${encodeURIComponent(words)}`;
    const request = { method: 'GET', route: '/api/search', path, page: 'search page', needsSession: false } as const;
    throughGateway(scene, request, () => searchProducts(scene, words));
    return [];
  },
};
