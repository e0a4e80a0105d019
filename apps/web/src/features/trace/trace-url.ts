// The URL of the trace page.
import { z } from '@spanloom/api-schema';
import { urlText } from '../../lib/search-params.ts';

export const traceUrl = z.object({ span: urlText, zoom: urlText, find: urlText });
