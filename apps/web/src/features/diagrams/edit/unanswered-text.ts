// The text that is being drawn: kept until it is drawn, so that one which never is, and takes the page with it, is known when
// the page is loaded again.

const KEY = 'spanloom.drawing';

export function readUnanswered(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    // A browser that blocks its storage: there no edited text outlives the page either.
    return undefined;
  }
}

export function keepUnanswered(text: string): void {
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // As above, and when it is full.
  }
}

export function forgetUnanswered(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}
