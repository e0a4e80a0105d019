// Every call to a store names its tenant; until there are several, it is this one.
import type { StoreScope } from './trace-store.ts';

export const DEFAULT_SCOPE: StoreScope = { tenant: 'default', signal: 'traces' };
