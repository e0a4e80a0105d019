// What belongs to the API: a program asks there, and is answered in JSON whatever goes wrong.

export function isApiPath(path: string): boolean {
  return path === '/api' || path.startsWith('/api/');
}
