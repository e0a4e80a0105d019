// Links that were made in this browser, kept in it alone: the server knows tokens and keys as hashes and cannot tell them again.
import { z } from '@spanloom/api-schema';

const STORAGE_KEY = 'spanloom.links';
const KEPT = 500;

const ownLinksSchema = z.object({
  version: z.literal(1),
  links: z.array(z.object({ id: z.number(), createdAt: z.string(), path: z.string(), deleteKey: z.string() })),
});
export type OwnLink = z.infer<typeof ownLinksSchema>['links'][number];

/** A browser that blocks its storage throws already when it is named. */
const browserStorage = (): Storage => localStorage;

/** What is stored; nothing when it was not written by this version, or when nothing can be read. */
export function readOwnLinks(storage: () => Pick<Storage, 'getItem'> = browserStorage): readonly OwnLink[] {
  let text: string | null;
  try {
    text = storage().getItem(STORAGE_KEY);
  } catch {
    // The page then says of each link that it is not known here.
    return [];
  }
  const parsed = ownLinksSchema.safeParse(parseJson(text ?? 'null'));
  return parsed.success ? parsed.data.links : [];
}

/** Newest first. Whether it is kept: storage may be full or blocked, and the link is there all the same. */
export function keepOwnLink(
  { id, createdAt, path, deleteKey }: OwnLink,
  storage: () => Pick<Storage, 'getItem' | 'setItem'> = browserStorage,
): boolean {
  const links = [{ id, createdAt, path, deleteKey }, ...readOwnLinks(storage)].slice(0, KEPT);
  try {
    storage().setItem(STORAGE_KEY, JSON.stringify({ version: 1, links }));
    return true;
  } catch {
    return false;
  }
}

/** Numbers begin anew in another data folder: the time tells one from the other. */
export function ownLinkOf(
  links: readonly OwnLink[],
  { id, createdAt }: { readonly id: number; readonly createdAt: string },
): OwnLink | undefined {
  return links.find((link) => link.id === id && link.createdAt === createdAt);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: someone else's value under our key. The schema refuses undefined, so there are no links.
    return undefined;
  }
}
