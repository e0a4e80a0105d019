// Builds the web app to apps/web/dist. Nothing is inlined: the page's content security policy allows scripts and fonts from its
// own origin only.
import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { editedPicture } from './edited-picture/plugin.ts';

export default defineConfig(({ mode }) => {
  const { SPANLOOM_SERVER: server = 'http://127.0.0.1:4319' } = loadEnv(mode, '.', 'SPANLOOM_');
  const proxy = { target: server, changeOrigin: false };
  return {
    plugins: [react(), editedPicture()],
    server: { proxy: { '/api': proxy, '/readyz': proxy } },
    build: {
      target: 'es2023',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Mermaid is the large one, and only the diagrams page asks for it.
      chunkSizeWarningLimit: 1500,
      reportCompressedSize: false,
      // What the start needs are two files: many small ones take longer than their bytes. Why React is one: react-root.ts.
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'react', test: /react-root\.ts$|node_modules\/(react|react-dom|scheduler)\//, priority: 2 },
              { name: 'start', tags: ['$initial'], priority: 1 },
            ],
          },
        },
      },
    },
  };
});
