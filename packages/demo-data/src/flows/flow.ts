// What customers do. A flow is one file and plays one trace.
import type { Message } from '../calls/messaging.ts';
import type { Scene } from '../world/scene.ts';

export interface Flow {
  readonly name: string;
  /** How often, relative to the other flows. */
  readonly weight: number;
  /** Returns the messages that it left on the topic. */
  readonly play: (scene: Scene) => readonly Message[];
}
