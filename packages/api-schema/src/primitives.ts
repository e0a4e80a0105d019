// Building blocks. 64-bit values cross JSON and URLs as decimal strings; ids as lowercase hex.
import { z } from './jitless.ts';

const MAX_U64 = (1n << 64n) - 1n;

/** Unsigned 64-bit count of nanoseconds, as a decimal string. */
export const nanos = z
  .string()
  .regex(/^\d{1,20}$/, 'expected nanoseconds as a decimal string')
  // Fewer digits always fit. Zod goes on to this check when the one above has failed, and BigInt throws on other text.
  .refine(
    (text) => text.length < 20 || !/^\d{1,20}$/.test(text) || BigInt(text) <= MAX_U64,
    'larger than an unsigned 64-bit integer',
  );

export const spanKind = z.enum(['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']);
export const statusCode = z.enum(['unset', 'ok', 'error']);

/** Slot 0..17 of the service palette. */
export const paletteSlot = z.int().min(0).max(17);

export const serviceRef = z.object({
  name: z.string(),
  /** '' when the resource names none. */
  namespace: z.string(),
  color: paletteSlot,
  /** True when all 18 slots were held and this service shares its slot: its swatch gets a hollow centre. */
  secondLap: z.boolean().optional(),
});
export type ServiceRef = z.infer<typeof serviceRef>;

export const errorBody = z.object({
  error: z.object({
    /** Stable and machine-readable, such as `bad_request`, `not_found`, `cursor_expired`. */
    code: z.string(),
    /** A sentence for the user: what was wrong and what to do. */
    message: z.string(),
    /** Which parameters were wrong, when some were. */
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBody>;
