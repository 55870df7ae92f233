import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const api = { target: process.env.GATEWAY ?? 'http://127.0.0.1:8080', changeOrigin: false }

export default defineConfig({
  plugins: [vue()],
  server: { port: 39173, strictPort: true, proxy: { '/api': api } },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    rollupOptions: { input: ['index.html', 'public.html'] },
  },
})
