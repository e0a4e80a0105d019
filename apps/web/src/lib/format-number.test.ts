// The table of counts, rates, shares and bytes in the design guide.
import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatChange,
  formatCompact,
  formatCount,
  formatPoints,
  formatRate,
  formatShare,
} from './format-number.ts';

const plain = (text: string): string => text.replaceAll('\u202f', ' ');

describe('formatCount', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [12_480, '12,480'],
    [3_212_480, '3,212,480'],
    [-1_284, '\u22121,284'],
    [1284.4, '1,284'],
  ])('%s is %s', (value, text) => expect(formatCount(value)).toBe(text));
});

describe('differences', () => {
  it.each([
    [1.7, '+170%'],
    [-0.104, '\u221210%'],
    [24, '+2,400%'],
  ])('a change of %s is %s', (value, text) => expect(formatChange(value)).toBe(text));
  it.each([
    [0.043, '+4.3'],
    [-0.005, '\u22120.5'],
  ])('shares that differ by %s are %s points apart', (value, text) => expect(formatPoints(value)).toBe(text));
});

describe('formatCompact', () => {
  it.each([
    [940, '940'],
    [12_500, '12.5k'],
    [12_000, '12k'],
    [3_200_000, '3.2 M'],
    [1_200_000_000, '1.2 G'],
    [4_200_000_000_000, '4,200 G'],
  ])('%s is %s in English', (value, text) => expect(plain(formatCompact(value, 'en'))).toBe(text));

  it.each([
    [9_400, '9,400'],
    [12_000, '1.2 万'],
    [3_200_000, '320 万'],
    [99_990_000, '9,999 万'],
    [120_000_000, '1.2 亿'],
  ])('%s is %s in Chinese', (value, text) => expect(plain(formatCompact(value, 'zh-CN'))).toBe(text));
});

describe('formatRate', () => {
  it.each([
    [0, '0'],
    [0.001, '<0.01'],
    [0.05, '0.05'],
    [9.99, '9.99'],
    [9.996, '10.0'],
    [62.4, '62.4'],
    [99.96, '100'],
    [1_284, '1,284'],
  ])('%s is %s', (value, text) => expect(formatRate(value)).toBe(text));
});

describe('formatShare', () => {
  it.each([
    [0, '0%'],
    [0.0004, '<0.1%'],
    [0.044, '4.4%'],
    [0.9996, '>99.9%'],
    [1, '100%'],
  ])('%s is %s', (value, text) => expect(formatShare(value)).toBe(text));
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [44, '44 B'],
    [48_000, '48 KB'],
    [1_200_000_000, '1.2 GB'],
    [999_600, '1.0 MB'],
    [9_960, '10 KB'],
  ])('%s is %s', (value, text) => expect(plain(formatBytes(value))).toBe(text));
});
