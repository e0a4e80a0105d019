// Languages of the words inside of diagrams that are this program's own. What telemetry says is never translated.
import { z } from './jitless.ts';

export const DIAGRAM_LANGUAGES = ['en', 'zh'] as const;
export const diagramLanguage = z.enum(DIAGRAM_LANGUAGES);
export type DiagramLanguage = z.infer<typeof diagramLanguage>;
