// The typefaces of pictures that the server draws, as they stand in the file. Whoever opens one without them sees the next
// in the list.

/** What everything is set in. */
export const FONT_FAMILY = "'IBM Plex Sans', 'Noto Sans SC', system-ui, sans-serif";
/** What the first one lacks: Chinese, Japanese kana and their punctuation. */
export const FALLBACK_FAMILY = "'Noto Sans SC', sans-serif";
