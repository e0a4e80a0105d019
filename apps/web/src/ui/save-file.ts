// Hands a file that was made in the browser over to its downloads.

/** Browsers read the file after the click, some only once the user has said where to. */
const KEPT_MS = 60_000;

export function saveFile({ name, type, text }: { name: string; type: string; text: string }): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
