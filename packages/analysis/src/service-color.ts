// Which of the 18 palette slots a service wears. A slot is given once and kept, so a service looks the same everywhere.

const SLOTS = 18;
/** Coprime with 18 and far from 1, so that services that collide do not get neighbouring hues. */
const STEP = 7;

/**
 * Slot 0..17 that a service would like: FNV-1a (32 bit) over the UTF-8 bytes of the NFC form. The key is the service's
 * name, or `namespace/name` when that name is used in two namespaces.
 */
export function preferredSlot(key: string): number {
  return fnv1a(key.normalize('NFC')) % SLOTS;
}

export interface AssignedSlot {
  /** 0..17 */
  readonly slot: number;
  /** All slots were held: this service shares its slot with another. */
  readonly secondLap: boolean;
}

/** The slot for a new service, given those that live services hold. */
export function assignSlot(preferred: number, held: ReadonlySet<number>): AssignedSlot {
  for (let i = 0; i < SLOTS; i++) {
    const slot = (preferred + i * STEP) % SLOTS;
    if (!held.has(slot)) return { slot, secondLap: false };
  }
  return { slot: preferred, secondLap: true };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  const add = (byte: number): void => {
    hash = Math.imul(hash ^ byte, 0x01000193);
  };
  for (const character of text.toWellFormed()) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) add(point);
    else if (point < 0x800) {
      add(0xc0 | (point >> 6));
      add(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
      add(0xe0 | (point >> 12));
      add(0x80 | ((point >> 6) & 0x3f));
      add(0x80 | (point & 0x3f));
    } else {
      add(0xf0 | (point >> 18));
      add(0x80 | ((point >> 12) & 0x3f));
      add(0x80 | ((point >> 6) & 0x3f));
      add(0x80 | (point & 0x3f));
    }
  }
  return hash >>> 0;
}
