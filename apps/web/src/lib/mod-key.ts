// The key that Ctrl is on this machine, as its keyboard shows it.

/** `⌘` on Apple's, `Ctrl` elsewhere. */
export function modKey(platform: string = navigator.platform): string {
  return /mac|iphone|ipad/i.test(platform) ? '⌘' : 'Ctrl';
}
