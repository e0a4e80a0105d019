// Forms of a link for READMEs and wikis. https://spec.commonmark.org

/** A picture, which leads to its page if it has one. */
export function markdownImage(title: string, picture: string, page?: string): string {
  const image = `![${escaped(title)}](${picture})`;
  return page === undefined ? image : `[${image}](${page})`;
}

/** What draws Mermaid draws it. The text of ours holds no backticks. */
export function markdownFence(text: string): string {
  return `\`\`\`mermaid\n${text}\`\`\`\n`;
}

/** Every ASCII punctuation mark may be escaped. */
function escaped(title: string): string {
  return title.replace(/[\\[\]()<>!*_`&~|#]/g, '\\$&');
}
