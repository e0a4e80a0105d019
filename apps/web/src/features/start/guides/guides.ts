// The ecosystems that Get started has steps for, in the order of the tabs.
import { collector } from './collector.ts';
import { dotnet } from './dotnet.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';
import { rust } from './rust.ts';
import type { WriteSteps } from './step.ts';

export interface Guide {
  /** As it stands in the URL. */
  readonly id: string;
  /** Proper names: the same in every language. */
  readonly name: string;
  readonly steps: WriteSteps;
}

export const GUIDES = [
  { id: 'javascript', name: 'JavaScript', steps: javascript },
  { id: 'python', name: 'Python', steps: python },
  { id: 'go', name: 'Go', steps: go },
  { id: 'java', name: 'Java', steps: java },
  { id: 'dotnet', name: '.NET', steps: dotnet },
  { id: 'rust', name: 'Rust', steps: rust },
  { id: 'collector', name: 'Collector', steps: collector },
] as const satisfies readonly Guide[];
