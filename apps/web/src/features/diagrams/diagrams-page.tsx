// Diagrams: the gallery, or live pictures of the system, each kind with its own subject.
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { unknownParts, withoutParts } from '../../lib/unknown-parts.ts';
import { UnknownAddress } from '../../ui/address-notice.tsx';
import { type ChangeDiagramsUrl, type DiagramsUrl, isDiagramKind, isReference, knownIn } from './diagrams-url.ts';
import { GalleryPage } from './gallery/gallery-page.tsx';
import { type DiagramPageProps, KINDS } from './kinds.tsx';
import { ReferencePage } from './reference/reference-page.tsx';

const route = getRouteApi('/diagrams');

export function DiagramsPage() {
  const { t } = useTranslation('diagrams');
  const url = route.useSearch();
  const change = useChangeUrl();
  const unknown = unknownParts(url, knownIn(url));
  return (
    <>
      <UnknownAddress
        parts={unknown}
        instead={(parameter) => t(`unknown.${parameter}`)}
        onDrop={() => change(withoutParts(url, unknown) as Partial<DiagramsUrl>)}
      />
      <Diagram url={url} change={change} />
    </>
  );
}

function Diagram(page: DiagramPageProps) {
  const { kind, trace, reference } = page.url;
  if (isReference(reference)) return <ReferencePage key={reference} {...page} no={reference} />;
  if (!isDiagramKind(kind)) return <GalleryPage {...page} />;
  const { Page } = KINDS[kind];
  // Another trace and another kind are another picture: nothing of the first may stay.
  return <Page key={`${kind} ${trace}`} {...page} />;
}

/** A new entry of the history, so that Back undoes it. Another kind or trace is another picture, seen from its beginning. */
function useChangeUrl(): ChangeDiagramsUrl {
  const navigate = useNavigate();
  return useCallback(
    (part, inPlace = false) => {
      const anew = 'kind' in part || 'trace' in part ? { cut: undefined } : {};
      void navigate({
        to: '/diagrams',
        search: (before: object) => ({ ...before, ...anew, ...part }),
        replace: inPlace,
        ...(inPlace && { state: true as const }),
      });
    },
    [navigate],
  );
}
