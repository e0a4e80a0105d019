// The type of a translated dictionary: the same keys as the English one, so that a missing or surplus key is a type error.

type PluralForm = `${string}_one`;

/** English `_one` forms may be left out: Chinese has one form, `_other`. Groups of words may be nested. */
export type Translation<T> = {
  readonly [K in keyof T as K extends PluralForm ? never : K]: T[K] extends string ? string : Translation<T[K]>;
} & {
  readonly [K in keyof T as K extends PluralForm ? K : never]?: string;
};
