// Copying, also where the page is served over plain http from another machine and the clipboard interface does not exist.

/** Whether the text reached the clipboard. */
export async function copyText(text: string): Promise<boolean> {
  // Permission may be denied although the interface exists: then the older way may still be allowed.
  const written = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  if (written === true) return true;
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  const focused = document.activeElement;
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
