// The type of a translated dictionary: the same keys as the English one, so that a missing or surplus key is a type error.

type PluralForm = `${string}_one`;

/** English `_one` forms may be left out: Chinese has one form, `_other`. */
export type Translation<T> = { readonly [K in keyof T as K extends PluralForm ? never : K]: string } & {
  readonly [K in keyof T as K extends PluralForm ? K : never]?: string;
};
