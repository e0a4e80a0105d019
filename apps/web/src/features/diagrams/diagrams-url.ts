// The URL of the diagrams page.
import { z } from '@spanloom/api-schema';
import { urlText } from '../../lib/search-params.ts';

export const diagramsUrl = z.object({ view: urlText, selected: urlText });
