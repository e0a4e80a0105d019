// What counts of a reference diagram say besides numbers.
import type { DiagramLanguage } from '@spanloom/api-schema';

const ENGLISH = {
  more: (lines: number) => `and ${lines} more`,
  orMore: (services: string) => `${services} or more`,
};

type ReferenceWords = typeof ENGLISH;

const CHINESE: ReferenceWords = {
  more: (lines) => `另有 ${lines} 项`,
  orMore: (services) => `${services}或更多`,
};

export const REFERENCE_WORDS: Readonly<Record<DiagramLanguage, ReferenceWords>> = { en: ENGLISH, zh: CHINESE };
