// The URL of Get started: /start?sdk=python&protocol=grpc
import { z } from '@spanloom/api-schema';
import { urlText } from '../../lib/search-params.ts';
import { oneOf } from '../../lib/unknown-parts.ts';
import { GUIDES, type Guide } from './guides/guides.ts';
import { PROTOCOLS, type Protocol } from './guides/step.ts';

export const startUrl = z.object({
  /** Whose settings are shown; absent: JavaScript's. */
  sdk: urlText,
  /** `grpc`; absent: HTTP. */
  protocol: urlText,
});
export type StartUrl = z.infer<typeof startUrl>;

/** What else stands here is not known. */
export const KNOWN_VALUES = { sdk: oneOf(GUIDES.map(({ id }) => id)), protocol: oneOf(PROTOCOLS) };

export function readGuide(url: StartUrl): Guide {
  return GUIDES.find((guide) => guide.id === url.sdk) ?? GUIDES[0];
}

export function readProtocol(url: StartUrl): Protocol {
  return PROTOCOLS.find((protocol) => protocol === url.protocol) ?? 'http';
}
