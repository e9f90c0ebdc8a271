import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page. What runs in main is bundled by scripts/build.ts. */
export default defineConfig({
  root: `${import.meta.dirname}/renderer`,
  // The same addresses under http://127.0.0.1 and app://.
  base: '/',
  publicDir: false,
  cacheDir: `${import.meta.dirname}/.cache/vite`,
  plugins: [react()],
  build: {
    outDir: `${import.meta.dirname}/out/renderer`,
    emptyOutDir: true,
    // Electron 45's Chromium; the browser host opens a current Chrome, Edge or Chromium.
    target: 'chrome148',
    modulePreload: { polyfill: false },
    // The content policy allows no data: address but for images, and inlining saves nothing on one machine.
    assetsInlineLimit: 0,
    // Monaco's chunk is large and loaded only when code is shown.
    chunkSizeWarningLimit: 8000,
    reportCompressedSize: false,
  },
  worker: { format: 'es' },
});
