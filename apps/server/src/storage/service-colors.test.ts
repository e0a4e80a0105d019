import { expect, test } from 'vitest';
import { temporaryFolder } from './contract/temporary-folder.ts';
import { createMemoryColors } from './memory/memory-colors.ts';
import type { ColorReader, ColorWriter } from './service-colors.ts';
import { openColorReader, openColorWriter } from './sqlite-tables/colors.ts';

const named = (name: string, namespace = '') => ({ name, namespace });

async function withEach(check: (colors: ColorReader & Pick<ColorWriter, 'ensure'>) => void): Promise<void> {
  check(createMemoryColors());
  const folder = await temporaryFolder();
  const writer = openColorWriter({ folder: folder.path });
  const reader = openColorReader({ folder: folder.path });
  try {
    check({ ...reader, ensure: writer.ensure });
  } finally {
    reader.close();
    writer.close();
    await folder.remove();
  }
}

test('a service gets its preferred slot, the next one that wants it another, and both keep theirs', () =>
  withEach((colors) => {
    colors.ensure('t', [named('checkout')]);
    colors.ensure('t', [named('payment'), named('checkout'), named('gateway')]);
    const slots = colors.slots('t');
    expect(slots.slotOf(named('checkout'))).toEqual({ slot: 13, secondLap: false });
    expect(slots.slotOf(named('payment'))).toEqual({ slot: 1, secondLap: false });
    expect(slots.slotOf(named('gateway'))).toEqual({ slot: 3, secondLap: false });
    expect(slots.slotOf(named('unseen'))).toBeUndefined();
    expect(colors.slots('other').slotOf(named('checkout'))).toBeUndefined();
  }));

test('a name in two namespaces is hashed with its namespace; the one that was there first keeps its slot', () =>
  withEach((colors) => {
    colors.ensure('t', [named('checkout', 'a')]);
    colors.ensure('t', [named('checkout', 'b')]);
    expect(colors.slots('t').slotOf(named('checkout', 'a'))).toEqual({ slot: 13, secondLap: false });
    const other = createMemoryColors();
    other.ensure('t', [named('b/checkout')]);
    expect(colors.slots('t').slotOf(named('checkout', 'b'))).toEqual(other.slots('t').slotOf(named('b/checkout')));
  }));

test('when all 18 slots are held, the next service shares one and says so', () =>
  withEach((colors) => {
    colors.ensure(
      't',
      Array.from({ length: 19 }, (_, i) => named(`s${i}`)),
    );
    const slots = Array.from({ length: 19 }, (_, i) => colors.slots('t').slotOf(named(`s${i}`)));
    expect(new Set(slots.map((slot) => slot?.slot)).size).toBe(18);
    expect(slots.map((slot) => slot?.secondLap)).toEqual([...Array.from({ length: 18 }, () => false), true]);
  }));

test('slots outlive the process', async () => {
  const folder = await temporaryFolder();
  for (const names of [
    ['a', 'b'],
    ['c', 'a'],
  ]) {
    const writer = openColorWriter({ folder: folder.path });
    writer.ensure(
      't',
      names.map((name) => named(name)),
    );
    writer.close();
  }
  const memory = createMemoryColors();
  memory.ensure(
    't',
    ['a', 'b', 'c'].map((name) => named(name)),
  );
  const reader = openColorReader({ folder: folder.path });
  for (const name of ['a', 'b', 'c']) {
    expect(reader.slots('t').slotOf(named(name))).toEqual(memory.slots('t').slotOf(named(name)));
  }
  reader.close();
  await folder.remove();
});
