// Diagrams: the gallery, or live pictures of the system, each kind with its own subject.
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { EXPECTED_VALUES, expectedOfFilter } from '../../lib/filter-faults.ts';
import { unknownParts, withoutParts } from '../../lib/unknown-parts.ts';
import { UnknownAddress } from '../../ui/address-notice.tsx';
import {
  type ChangeDiagramsUrl,
  type DiagramsUrl,
  FILTER_PARAMETERS,
  isDiagramKind,
  isReference,
  knownIn,
} from './diagrams-url.ts';
import { GalleryPage } from './gallery/gallery-page.tsx';
import { type DiagramPageProps, KINDS } from './kinds.tsx';
import { ReferencePage } from './reference/reference-page.tsx';

const route = getRouteApi('/diagrams');

export function DiagramsPage() {
  const url = route.useSearch();
  const change = useChangeUrl();
  const unknown = unknownParts(url, knownIn(url));
  return (
    <>
      <UnknownAddress
        parts={unknown}
        instead={useInsteadWords(url)}
        onDrop={() => change(withoutParts(url, unknown) as Partial<DiagramsUrl>)}
      />
      <Diagram url={url} change={change} />
    </>
  );
}

/** What is shown in place of what cannot be read, or does nothing here. */
function useInsteadWords({ kind }: DiagramsUrl): (parameter: keyof ReturnType<typeof knownIn>) => string {
  const { t } = useTranslation(['diagrams', 'filter']);
  return (parameter) => {
    if (parameter === 'split' || parameter === 'fold')
      return t(`${kind === 'map' ? 'unknown' : 'notHere'}.${parameter}`);
    if (!isFilterParameter(parameter)) return t(`unknown.${parameter}`);
    const expected = expectedOfFilter(FILTER_PARAMETERS[parameter]);
    return t('notFiltered', { expected: t(`filter:addressExpected.${expected}`, EXPECTED_VALUES) });
  };
}

function isFilterParameter(parameter: string): parameter is keyof typeof FILTER_PARAMETERS {
  return parameter in FILTER_PARAMETERS;
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
