// Where a login may lead: to a page of this server, never elsewhere.

const LONGEST = 2048;
const NOWHERE = 'http://spanloom.invalid';

/** `text` as a path of this server with its query, or `/` when it is none. */
export function localPath(text: string | undefined): string {
  if (text === undefined || text.length > LONGEST || !text.startsWith('/')) return '/';
  // Browsers read `\` as `/` and leave out tabs and line ends; so does URL.
  const url = URL.parse(text, NOWHERE);
  if (url === null || url.origin !== NOWHERE) return '/';
  const path = `${url.pathname}${url.search}${url.hash}`;
  // `/.//evil.example` is a path here and another host in the answer.
  return path.startsWith('//') || url.pathname === '/login' ? '/' : path;
}
