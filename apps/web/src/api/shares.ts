// What is shared: making, listing and ending.
import {
  shareDeletedResponse,
  sharedResponse,
  type ShareRequestBody,
  sharesResponse,
  type StatusResponse,
} from '@spanloom/api-schema';
import { queryOptions } from '@tanstack/react-query';
import { apiUrl, changeJson, getJson } from './client.ts';
import type { DiagramFile } from './diagram-file.ts';

export type { Share, SharedResponse } from '@spanloom/api-schema';

export type NewShare = Pick<ShareRequestBody, 'title' | 'days' | 'window'> & { readonly file: DiagramFile };

/** Makes a snapshot, or with `window` (seconds) a living picture. Token and key in the answer are told only once. */
export function makeShare({ file, ...rest }: NewShare) {
  const address = apiUrl('', file.parameters);
  const query = address.slice(address.indexOf('?') + 1);
  return changeJson('POST', 'shares', {}, sharedResponse, JSON.stringify({ ...rest, kind: file.kind, query }));
}

export const endShare = (id: number) => changeJson('DELETE', 'shares', { id }, shareDeletedResponse);

export function sharesQuery() {
  return queryOptions({
    queryKey: ['shares'] as const,
    queryFn: ({ signal }) => getJson('shares', {}, sharesResponse, signal),
  });
}

/** Mermaid text of what a link shows. */
export function sharedTextQuery(path: string) {
  return queryOptions({
    queryKey: ['shared-text', path] as const,
    queryFn: async ({ signal }): Promise<string> => {
      const response = await fetch(`${path}.mmd`, { signal });
      if (!response.ok) throw new Error(`${path}.mmd answered ${response.status}`);
      return response.text();
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The whole address of a path of this server, as others open it. */
export function addressFor(path: string, status: Pick<StatusResponse, 'publicUrl'> | undefined): string {
  return `${status?.publicUrl ?? location.origin}${path}`;
}
