// Keyboard shortcuts of a page. Single keys are left alone while someone types, or while a menu or dialog is open.
import { useEffect, useEffectEvent } from 'react';

/**
 * By `KeyboardEvent.key`, letters in lower case: `j`, `?`, `Enter`, `ArrowDown`; `mod+Enter` = Ctrl or ⌘; `shift+Enter`.
 * A handler that returns false did not use the key.
 */
export type Shortcuts = Readonly<Record<string, ((event: KeyboardEvent) => unknown) | undefined>>;

/** Listens on the document as long as the component is mounted. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const name = shortcutName(event);
    // `shift+s` where that is a key of its own; else a letter means the same with Shift or Caps Lock.
    const handler = (event.shiftKey ? shortcuts[`shift+${name}`] : undefined) ?? shortcuts[name];
    if (handler === undefined || (!name.startsWith('mod+') && isBusyElsewhere(event))) return;
    if (handler(event) !== false) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

function shortcutName(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
  const alt = event.altKey ? 'alt+' : '';
  // With a character the shift is part of it: `?` is not `shift+/`.
  const shift = event.shiftKey && event.key.length > 1 ? 'shift+' : '';
  return mod + alt + shift + key;
}

/** Typing, or inside something that has keys of its own. Enter and Space also belong to a focused button or link. */
function isBusyElsewhere(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target.matches('input:not([readonly], [type=radio], [type=checkbox]), textarea, select')
  )
    return true;
  if (target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null) return true;
  // A choice without typing (its input is read-only, a radio button or a box to check) uses arrows, Enter, Space and Escape; other keys are free.
  if (target.matches('input')) return ['ArrowUp', 'ArrowDown', 'Enter', ' ', 'Escape'].includes(event.key);
  return (event.key === 'Enter' || event.key === ' ') && target.closest('button, a, summary') !== null;
}
