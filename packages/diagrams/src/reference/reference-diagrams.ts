// Diagrams of what no telemetry tells of, drawn by hand: by their number in docs/diagrams.md.
import type { DiagramLanguage } from '@spanloom/api-schema';
import { compileOnce } from './compile-once.ts';
import { exporterStates } from './exporter-states.ts';
import { insideAnSdk } from './inside-an-sdk.ts';
import { modelChecking } from './model-checking.ts';
import { protocolStack } from './protocol-stack.ts';
import { sdkStart } from './sdk-start.ts';

/** Mermaid texts, of the same parts and ways in each language. */
export const REFERENCE_DIAGRAMS = {
  M6: compileOnce,
  M12: modelChecking,
  M20: sdkStart,
  A3: insideAnSdk,
  S11: exporterStates,
  L4: protocolStack,
} as const satisfies Readonly<Record<string, Readonly<Record<DiagramLanguage, string>>>>;

export type ReferenceDiagram = keyof typeof REFERENCE_DIAGRAMS;
