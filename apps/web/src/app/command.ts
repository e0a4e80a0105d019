// One entry of the command palette, and which of them answer what was typed. Pure.
import type { ServiceRef } from '@spanloom/api-schema';

export type CommandGroup = 'found' | 'page' | 'goTo' | 'traces' | 'saved' | 'searches' | 'services' | 'time' | 'look';

export interface Command {
  /** Unique among those shown. */
  readonly id: string;
  readonly group: CommandGroup;
  readonly label: string;
  /** Said after the label, in grey. */
  readonly detail?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  /** Of a service: its colour. */
  readonly color?: ServiceRef['color'];
  /** Also found by these words, such as the same in English. */
  readonly alias?: string;
  readonly run: () => void;
}

const ORDER: readonly CommandGroup[] = [
  'found',
  'page',
  'goTo',
  'traces',
  'saved',
  'searches',
  'services',
  'time',
  'look',
];
/** How many of a group are shown before anything was typed. */
const UNASKED = 4;
const ASKED = 8;

/** Commands in whose words every typed word occurs, group by group; few of each. `found` answers the text as a whole. */
export function matchingCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return ORDER.flatMap((group) =>
    commands
      .filter((command) => command.group === group && (group === 'found' || contains(command, words)))
      .slice(0, words.length > 0 || group === 'page' || group === 'goTo' ? ASKED : UNASKED),
  );
}

function contains({ label, detail = '', alias = '' }: Command, words: readonly string[]): boolean {
  const text = `${label} ${detail} ${alias}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
