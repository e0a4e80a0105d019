// The version that comes after another one.

export function nextVersion(version: string, part: 'minor' | 'patch'): string {
  const [major = '1', minor = '0', patch = '0'] = version.split('.');
  return part === 'minor' ? `${major}.${Number(minor) + 1}.0` : `${major}.${minor}.${Number(patch) + 1}`;
}
