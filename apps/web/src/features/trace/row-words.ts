// What a row of the waterfall says, in the reader's language.
import type { useTranslation } from 'react-i18next';
import type { Format } from '../../i18n/use-format.ts';

export type Translate = ReturnType<typeof useTranslation<'trace'>>['t'];

/** Words and figures of a row: handed down, since hooks in each of thousands of rows are what scrolling would pay for. */
export interface RowWords {
  readonly t: Translate;
  readonly format: Format;
}
