// GET /api/v1/openapi.json: the same as long as the server runs.
import { queryOptions } from '@tanstack/react-query';
import { getJson } from '../../api/client.ts';
import { openApiDocument } from './openapi.ts';

export function openApiQuery() {
  return queryOptions({
    queryKey: ['openapi'] as const,
    queryFn: ({ signal }) => getJson('openapi.json', {}, openApiDocument, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
