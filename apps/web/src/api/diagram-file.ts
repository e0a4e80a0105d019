// Where the server draws a diagram as a file.
import type { DiagramFormat } from '@spanloom/api-schema';
import { type ApiParameters, apiUrl } from './client.ts';

/** What is to be drawn, as `/api/v1/diagrams` takes it. */
export interface DiagramFile {
  readonly kind: string;
  readonly parameters: ApiParameters;
}

export function diagramFileUrl({ kind, parameters }: DiagramFile, format: DiagramFormat): string {
  return apiUrl(`diagrams/${kind}.${format}`, parameters);
}
