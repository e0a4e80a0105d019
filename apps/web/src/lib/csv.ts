// Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet.

/** A text that came from elsewhere, or a number or an id of ours. */
export type CsvCell = string | number | { readonly foreign: string };

/** What spreadsheets take for the beginning of a formula, in the full width forms of Chinese input too. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** Lines with CR LF. The mark in front tells spreadsheets that it is UTF-8. */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`;
}

function cellText(cell: CsvCell): string {
  if (typeof cell !== 'object') return quoted(String(cell));
  // An apostrophe makes it a text, which is why it is there even where it will be seen.
  return quoted(FORMULA.test(cell.foreign) ? `'${cell.foreign}` : cell.foreign);
}

function quoted(text: string): string {
  return /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
