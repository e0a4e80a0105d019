// Sets theme and language before the first paint, so that nothing flashes. A classic script of its own because the content
// security policy forbids inline ones. What it reads is written by src/lib/preferences.ts.
(() => {
  const root = document.documentElement;
  let stored = {};
  try {
    stored = JSON.parse(localStorage.getItem('spanloom.preferences') ?? '{}') ?? {};
  } catch (error) {
    console.warn('The stored preferences could not be read; the defaults are used.', error);
  }
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const theme = stored.theme === 'light' || stored.theme === 'dark' ? stored.theme : dark ? 'dark' : 'light';
  root.setAttribute('data-mantine-color-scheme', theme);
  root.lang = stored.language ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en');
})();
