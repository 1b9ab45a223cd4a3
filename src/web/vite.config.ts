import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const host = process.env.ORCHESTRATOR_URL ?? 'http://127.0.0.1:5080';

export default defineConfig({
  plugins: [react()],
  server: {
    port: 5173,
    fs: { allow: ['..'] },
    proxy: { '/api': { target: host }, '/openapi': { target: host } },
  },
  build: {
    outDir: '../Orchestrator.Host/wwwroot',
    emptyOutDir: true,
    // Office machines often run a browser a few years old.
    target: ['chrome100', 'firefox102', 'safari15.4'],
    chunkSizeWarningLimit: 1400,
    rollupOptions: {
      output: {
        manualChunks(id: string) {
          if (!id.includes('node_modules')) return undefined;
          if (id.includes('@xyflow') || id.includes('@dagrejs') || id.includes('/d3-') || id.includes('zustand')) return 'diagram';
          if (/[\\/](react|react-dom|react-router|scheduler)[\\/]/.test(id)) return 'react';
          if (id.includes('@tanstack')) return 'query';
          return 'ui';
        },
      },
    },
  },
});
