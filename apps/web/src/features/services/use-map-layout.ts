// The layout of the map that is shown, made beside the main thread. The one before stays until the next is there.
import { useEffect, useState } from 'react';
import type { MapLayout, MapStructure } from '../../viz/service-map-shape.ts';

export interface LaidOut<S extends MapStructure> {
  readonly structure: S;
  readonly layout: MapLayout;
  /** Milliseconds from the question to the answer. */
  readonly took: number;
}

export interface MapLayoutState<S extends MapStructure> {
  /** Undefined before the first. */
  readonly laidOut: LaidOut<S> | undefined;
  readonly failure: string | undefined;
}

/** `structure`: the same object as long as nothing is to move. */
export function useMapLayout<S extends MapStructure>(structure: S): MapLayoutState<S> {
  const [state, setState] = useState<MapLayoutState<S>>({ laidOut: undefined, failure: undefined });
  useEffect(() => {
    const began = performance.now();
    const worker = new Worker(new URL('../../viz/service-map-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<MapLayout>) => {
      setState({ laidOut: { structure, layout: data, took: performance.now() - began }, failure: undefined });
      worker.terminate();
    });
    worker.addEventListener('error', (event) => setState({ laidOut: undefined, failure: event.message }));
    worker.postMessage({ nodes: structure.nodes, edges: structure.edges } satisfies MapStructure);
    return () => worker.terminate();
  }, [structure]);
  return state;
}
