// Sets theme and language before the first paint, so that nothing flashes. A classic script of its own because the content
// security policy forbids inline ones. What it reads is written by src/lib/preferences.ts.
(() => {
  const root = document.documentElement;
  const stored = readStored();
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const theme = stored.theme === 'light' || stored.theme === 'dark' ? stored.theme : dark ? 'dark' : 'light';
  root.setAttribute('data-mantine-color-scheme', theme);
  root.lang = stored.language ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en');

  /** The stored preferences; none when they are not JSON, or when the browser keeps nothing for this page. */
  function readStored() {
    try {
      return JSON.parse(localStorage.getItem('spanloom.preferences') ?? '{}') ?? {};
    } catch {
      return {};
    }
  }
})();
