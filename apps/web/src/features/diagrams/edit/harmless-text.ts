// A text as its frame draws it, line by line the same. What the policy of the page would refuse is not asked for at all.

/** Stereotypes; what gives a word its look and says nothing else; the beginning of any other tag. */
const TAGS = /<<[\w-]+>>|<\/?(?:br|b|i|u|s|em|strong|small|sub|sup|code)\s*\/?>|<(?=[a-z/!?])/gi;

/** Menus of participants, which open by a handler in the picture. */
const MENUS = /^(?=\s*(?:links?|properties|details)\s[^:\n]+:)/gm;

/** Functions of style sheets that load something. */
const LOADS = /\b(url|image|image-set|src)(?=\s*\()/gi;

export function harmlessText(text: string): string {
  // Mermaid puts labels into the page before it cleans them: a tag is read as it is written.
  const withoutTags = text.replace(TAGS, (found) => (found === '<' ? '#lt;' : found));
  // With a space that has no width it is no function of theirs, and reads the same in a label.
  const withoutLoads = withoutTags.replace(LOADS, '$1\u200b');
  return /^\s*sequenceDiagram\b/m.test(text) ? withoutLoads.replace(MENUS, '%% ') : withoutLoads;
}
