// Entry of the web app: makes what is made once and mounts it.
import '@fontsource-variable/ibm-plex-sans/index.css';
import '@fontsource/ibm-plex-mono/latin-400.css';
import '@fontsource/ibm-plex-mono/latin-500.css';
import '@fontsource/ibm-plex-mono/latin-600.css';
import '@mantine/core/styles.layer.css';
import './tokens.css';
import './global.css';
import { createQueryClient } from '../api/query-client.ts';
import { createI18n } from '../i18n/i18n.ts';
import { preferredLanguage } from '../lib/language.ts';
import { readPreferences } from '../lib/preferences.ts';
import { Providers } from './providers.tsx';
import { createRoot } from './react-root.ts';
import { createAppRouter } from './router.tsx';
import { warmUp } from './warm-up.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const language = readPreferences(localStorage).language ?? preferredLanguage(navigator.languages);
const router = createAppRouter();
createRoot(root).render(
  <Providers queryClient={createQueryClient()} i18n={createI18n(language)} router={router} storage={localStorage} />,
);
window.addEventListener('load', () => void warmUp(router));
