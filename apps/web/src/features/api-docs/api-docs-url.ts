// The URL of the API page: /api-docs?filter=search#getSearch
import { z } from '@spanloom/api-schema';
import { urlText } from '../../lib/search-params.ts';

export const apiDocsUrl = z.object({
  /** Only endpoints that have these words. */
  filter: urlText,
});
