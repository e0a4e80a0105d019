// What the browser remembers between visits, as one JSON value in localStorage. `public/first-paint.js` reads it too.
import { z } from '@spanloom/api-schema';
import { LANGUAGES } from './language.ts';

const STORAGE_KEY = 'spanloom.preferences';

const preferencesSchema = z.object({
  version: z.literal(1),
  /** Absent: as the system has it. */
  theme: z.enum(['light', 'dark']).optional(),
  /** Absent: as the browser has it. */
  language: z.enum(LANGUAGES).optional(),
  /** Widths of resizable regions in px, by name. */
  regions: z.record(z.string(), z.number()).default({}),
  /** Columns of the list of traces, by name. Absent: as at first. */
  columns: z.array(z.string()).optional(),
  /** What opens sources: the editor, and the beginning of paths with what stands for it on this machine. Absent: none was chosen. */
  editor: z
    .object({ name: z.enum(['vscode', 'jetbrains', 'cursor', 'zed']), from: z.string(), to: z.string() })
    .optional(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

const DEFAULTS: Preferences = { version: 1, regions: {} };

/** What is stored; the defaults when nothing is, or when it was not written by this version. */
export function readPreferences(storage: Pick<Storage, 'getItem'>): Preferences {
  const text = storage.getItem(STORAGE_KEY);
  if (text === null) return DEFAULTS;
  const parsed = preferencesSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : DEFAULTS;
}

/** Stores a change and returns what now holds. */
export function updatePreferences(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  change: Partial<Omit<Preferences, 'version'>>,
): Preferences {
  const next = { ...readPreferences(storage), ...change };
  storage.setItem(STORAGE_KEY, JSON.stringify(next));
  return next;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: someone else's value under our key. The schema refuses undefined, so the defaults are used.
    return undefined;
  }
}
