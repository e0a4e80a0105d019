// Names that show nothing: a sender may call a span or a service whatever it likes.

const SHOWS_NOTHING = /^[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*$/u;

/** Empty, or made of spaces, controls and other characters that leave no mark. */
export function isBlank(text: string): boolean {
  return SHOWS_NOTHING.test(text);
}
