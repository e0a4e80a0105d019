// @vitest-environment jsdom
import { PASTED_DIAGRAMS, SERVER_DIAGRAMS, TRACE_DIAGRAMS, WINDOW_DIAGRAMS } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { gallery } from '../../i18n/en/gallery.ts';
import { diagrams } from '../../i18n/en/diagrams.ts';
import { REFERENCE_DIAGRAMS } from '@spanloom/diagrams';
import { FAMILIES, REFERENCES } from './diagrams-url.ts';
import { KINDS, SIGHTS } from './kinds.tsx';

const ALL = [...WINDOW_DIAGRAMS, ...TRACE_DIAGRAMS, ...SERVER_DIAGRAMS, ...PASTED_DIAGRAMS];

test('every kind has a page and stands in the gallery, in words', () => {
  expect(Object.keys(KINDS).toSorted()).toEqual(ALL.toSorted());
  expect([...new Set(SIGHTS.map(({ kind }) => kind))].toSorted()).toEqual(ALL.toSorted());
  expect(new Set(SIGHTS.map(({ id }) => id)).size).toBe(SIGHTS.length);
  const titles: Readonly<Record<string, string>> = { ...diagrams.diagramKinds, ...gallery.sights };
  const missing: Readonly<Record<string, string>> = gallery.missing;
  expect(SIGHTS.filter(({ id }) => titles[id] === undefined || missing[id] === undefined)).toEqual([]);
});

test('sections of the gallery are those of the sights, in their order', () => {
  expect([...new Set(SIGHTS.map(({ family }) => family))]).toEqual([...FAMILIES]);
});

test('every diagram of the reference has its place', () => {
  expect(REFERENCES.toSorted()).toEqual(Object.keys(REFERENCE_DIAGRAMS).toSorted());
});
