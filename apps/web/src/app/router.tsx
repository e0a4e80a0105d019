// The pages and their URLs. The URL is the view state: whatever one sees can be linked to.
//
// How a feature joins:
// - src/features/<name>/<name>-page.tsx exports the page component, <name>-url.ts its URL schema (Zod; texts only: a parameter
//   that the server would refuse is sent to the server, whose words are shown). The route below binds the two.
// - The page reads its URL with `getRouteApi('/<path>').useSearch()` and writes it with `useNavigate()`.
// - The time range belongs to the root route: `useTimeRange()` of src/ui; links to other pages carry `useTimeRangeUrl()`.
// - A link that opens a trace sets `state={{ openedFrom: href }}` (src/ui/opened-from.ts), so that the trace leads back to it.
// - A page fills the work area, scrolls inside, and renders one <FootLine> with its cost and keys (src/ui/foot-line.tsx).
// - Words: src/i18n/en/<name>.ts and zh-CN/<name>.ts. Server data: src/api/queries.ts.
// - Features never import each other; what two of them need moves down to viz, ui or lib.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router';
import { apiDocsUrl } from '../features/api-docs/api-docs-url.ts';
import { diagramsUrl, isOldMapAddress } from '../features/diagrams/diagrams-url.ts';
import { searchUrl } from '../features/search/search-url.ts';
import { servicesUrl } from '../features/services/services-url.ts';
import { startUrl } from '../features/start/start-url.ts';
import { TracePage } from '../features/trace/trace-page.tsx';
import { traceUrl } from '../features/trace/trace-url.ts';
import { parseSearch, stringifySearch } from '../lib/search-params.ts';
import { timeRangeUrl } from '../lib/time-range.ts';
import { PageFault, PageNotFound } from './page-states.tsx';
import { Shell } from './shell.tsx';

const rootRoute = createRootRoute({
  component: Shell,
  errorComponent: PageFault,
  notFoundComponent: PageNotFound,
  validateSearch: (input) => timeRangeUrl.parse(input),
});

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/search', search, replace: true });
  },
});

const searchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/search',
  validateSearch: (input) => searchUrl.parse(input),
  component: lazyRouteComponent(() => import('../features/search/search-page.tsx'), 'SearchPage'),
});

const traceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trace/$traceId',
  validateSearch: (input) => traceUrl.parse(input),
  component: TracePage,
});

const servicesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/services',
  validateSearch: (input) => servicesUrl.parse(input),
  component: lazyRouteComponent(() => import('../features/services/services-page.tsx'), 'ServicesPage'),
});

const diagramsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/diagrams',
  validateSearch: (input) => diagramsUrl.parse(input),
  beforeLoad: ({ search }) => {
    if (isOldMapAddress(search)) throw redirect({ to: '/diagrams', search: { ...search, kind: 'map' }, replace: true });
  },
  component: lazyRouteComponent(() => import('../features/diagrams/diagrams-page.tsx'), 'DiagramsPage'),
});

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/start',
  validateSearch: (input) => startUrl.parse(input),
  component: lazyRouteComponent(() => import('../features/start/start-page.tsx'), 'StartPage'),
});

const dataRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data',
  component: lazyRouteComponent(() => import('../features/data/data-page.tsx'), 'DataPage'),
});

const sharesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/shares',
  component: lazyRouteComponent(() => import('../features/shares/shares-page.tsx'), 'SharesPage'),
});

const apiDocsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/api-docs',
  validateSearch: (input) => apiDocsUrl.parse(input),
  component: lazyRouteComponent(() => import('../features/api-docs/api-docs-page.tsx'), 'ApiDocsPage'),
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  searchRoute,
  traceRoute,
  servicesRoute,
  diagramsRoute,
  startRoute,
  dataRoute,
  sharesRoute,
  apiDocsRoute,
]);

/** `history`: the browser's own unless a test gives another. */
export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    parseSearch,
    stringifySearch,
    defaultErrorComponent: PageFault,
    defaultStructuralSharing: true,
    ...(history === undefined ? {} : { history }),
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
