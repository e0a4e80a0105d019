// Everything that parts of the app take from above: theme, language, preferences, server state, router.
import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { i18n } from 'i18next';
import { type ReactNode, useEffect } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { useSystemDark } from './use-system-dark.ts';
import { FootLineProvider } from '../ui/foot-line.tsx';
import { PageActionsProvider } from '../ui/page-actions.tsx';
import { PreferencesProvider, usePreferences } from '../ui/preferences.tsx';
import { RecentProvider } from '../ui/recent.tsx';
import { SavedSearchesProvider } from '../ui/saved-searches.tsx';
import type { AppRouter } from './router.tsx';
import { cssVariablesResolver, theme } from './theme.ts';

interface ProvidersProps {
  readonly queryClient: QueryClient;
  readonly i18n: i18n;
  readonly router: AppRouter;
  readonly storage: Storage;
}

export function Providers({ queryClient, i18n, router, storage }: ProvidersProps) {
  return (
    <I18nextProvider i18n={i18n}>
      <PreferencesProvider storage={storage}>
        <Themed>
          <QueryClientProvider client={queryClient}>
            <RecentProvider storage={storage}>
              <SavedSearchesProvider storage={storage}>
                <FootLineProvider>
                  <PageActionsProvider>
                    <RouterProvider router={router} />
                  </PageActionsProvider>
                </FootLineProvider>
              </SavedSearchesProvider>
            </RecentProvider>
          </QueryClientProvider>
        </Themed>
      </PreferencesProvider>
    </I18nextProvider>
  );
}

/** The theme is forced on Mantine: ours is remembered in our own preferences, not in Mantine's. */
function Themed({ children }: { readonly children: ReactNode }) {
  const { preferences } = usePreferences();
  const { i18n } = useTranslation();
  const systemDark = useSystemDark();
  const scheme = preferences.theme ?? (systemDark ? 'dark' : 'light');
  useEffect(() => {
    document.documentElement.lang = i18n.language;
  }, [i18n.language]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} forceColorScheme={scheme}>
      {children}
    </MantineProvider>
  );
}
