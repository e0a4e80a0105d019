// Makes every part of a picture that tells of spans a link to its span.
import type { DiagramPart } from '@spanloom/diagrams';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { drawnParts } from '../../../viz/mermaid-parts.ts';
import { linkAlong, linkAround } from '../../../viz/svg-link.ts';
import type { ShownPicture } from '../frame/generated-picture.tsx';
import { useSpanLinks } from './span-links.ts';
import type { TraceKind } from './trace-kind.ts';

/** The `useOnShown` of a kind whose model tells its parts. `partsOf` is the same function at each render. */
export function useBoundParts<M>(
  partsOf: (model: M) => readonly DiagramPart[],
  ...[trace]: Parameters<TraceKind<M>['useOnShown']>
): ReturnType<TraceKind<M>['useOnShown']> {
  const { t } = useTranslation('diagrams');
  const { hrefOf } = useSpanLinks(trace.traceId);
  return useCallback(
    ({ picture: { svg, id }, subject }: ShownPicture<M>) => {
      const parts = partsOf(subject);
      for (const [index, { elements, line }] of drawnParts(svg, id, parts).entries()) {
        const part = parts[index];
        if (part === undefined || elements.length === 0) continue;
        const name = t('trace.openPart', { name: part.name });
        const href = hrefOf(part.spanId);
        const anchor = linkAround(elements, href, name, part.mark);
        if (line !== undefined) linkAlong(line, href);
        anchor.dataset['failed'] = String(part.failed);
      }
      return undefined;
    },
    [t, hrefOf, partsOf],
  );
}
