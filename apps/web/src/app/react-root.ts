// React, in a file of its own (vite.config.ts): it makes Error objects while it is loaded, and for the stack of each Chromium
// may read all of the script again in which that happens.
export { createRoot } from 'react-dom/client';
