// Diagrams: live pictures of the system, each kind with its own subject.
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type DiagramsUrl, readDiagramKind } from './diagrams-url.ts';
import { MapPage } from './map-page.tsx';
import { SequencePage } from './sequence/sequence-page.tsx';

const route = getRouteApi('/diagrams');

export function DiagramsPage() {
  const url = route.useSearch();
  const change = useChangeUrl();
  return readDiagramKind(url) === 'sequence' ? (
    // Another trace is another picture: nothing of the first may stay.
    <SequencePage key={url.trace} url={url} change={change} />
  ) : (
    <MapPage url={url} change={change} />
  );
}

/** Writes a part of the page's URL: a new entry of the history, so that Back undoes it. */
function useChangeUrl(): (part: Partial<DiagramsUrl>) => void {
  const navigate = useNavigate();
  return (part) =>
    void navigate({ to: '/diagrams', search: (before: object) => ({ ...before, ...part }), replace: false });
}
