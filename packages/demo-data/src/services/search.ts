// search: full text over the products, in OpenSearch.
import { databaseCall } from '../calls/database.ts';
import { httpCall } from '../calls/http.ts';
import type { OpenSpan } from '../world/scene.ts';
import { OK, type Outcome, type Scene } from '../world/scene.ts';

export function searchProducts(scene: Scene, words: string): Outcome {
  const query = `q=${encodeURIComponent(words)}&limit=24`;
  const request = { method: 'GET', route: '/search', path: `/search?${query}` } as const;
  return httpCall(scene, 'search', request, (server) => {
    server.set({ 'shop.search.words': words.split(' ') });
    scene.span({ name: 'parse query', kind: 'internal', scope: 'own' }, () => scene.work(0.7));
    const outcome = scene.at('search.query', () => {
      askIndex(scene, 24, (span) => span.set({ 'db.response.returned_rows': scene.random.int(0, 24) }));
      return OK;
    });
    if (outcome.kind === 'ok')
      scene.span({ name: 'rank results', kind: 'internal', scope: 'own' }, () => scene.work(5));
    return outcome;
  });
}

/** One query of the index. */
export function askIndex(scene: Scene, medianMs: number, during: (span: OpenSpan) => void): void {
  const text = '{"query":{"multi_match":{"query":"?","fields":["title^3","brand","body"]}},"size":24}';
  databaseCall(scene, 'products', { operation: 'search', collection: 'products-v7', text, medianMs }, during);
}
