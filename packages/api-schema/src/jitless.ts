// Must be the first import wherever Zod is used: without it Zod probes `new Function` once, which our CSP reports.
import { z } from 'zod';

z.config({ jitless: true });

export { z };
