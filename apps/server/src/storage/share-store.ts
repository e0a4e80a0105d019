// What is shared: diagrams as they were, apart from traces and their retention. Secrets are known by their hashes only.

/** What can be said of a share without its content. */
export interface ShareFacts {
  readonly kind: string;
  /** The query string by which it was asked for. */
  readonly query: string;
  readonly theme: string;
  readonly title: string;
  /** Of a picture that is drawn anew: the seconds that it shows. */
  readonly window: number | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly expiresAt: number | undefined;
  /** Of the Spanloom that drew it. */
  readonly version: string;
}

/** Of a picture that is drawn anew all of it is empty. */
export interface ShareContent {
  /** Mermaid text to copy. */
  readonly text: string;
  /** JSON of what was drawn, to draw it in other formats. */
  readonly picture: string;
  readonly svg: string;
  /** The time that it shows, unix nanoseconds. */
  readonly start: string;
  readonly end: string;
}

export interface NewShare extends ShareFacts {
  readonly tokenHash: string;
  readonly deleteKeyHash: string;
  readonly content: ShareContent;
}

export interface ListedShare extends ShareFacts {
  /** Never used twice. */
  readonly id: number;
}

export interface StoredShare extends ListedShare {
  readonly content: ShareContent;
}

export type FoundShare =
  | { readonly kind: 'open'; readonly share: StoredShare }
  /** It has expired or was deleted; nothing of it is kept but that it was there. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'unknown' };

/** `now` is milliseconds since the epoch. What writes throws NotStoredError where nothing can be written. */
export interface ShareStore {
  /** The id of what was added; undefined: as many are open as may be. */
  add(share: NewShare): number | undefined;
  /** Writes nothing; nor does `list`. */
  find(tokenHash: string, now: number): FoundShare;
  /** Those whose links open, newest first. */
  list(now: number): readonly ListedShare[];
  /** Whether there was one to end. */
  end(id: number, now: number): boolean;
  endByKey(secrets: { readonly tokenHash: string; readonly deleteKeyHash: string }, now: number): boolean;
  /** The picture as PNG, once it was drawn. */
  png(id: number): Uint8Array | undefined;
  keepPng(id: number, png: Uint8Array): void;
  /** What has expired goes from the files. */
  dropExpired(now: number): void;
  close(): void;
}
