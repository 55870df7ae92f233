import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { budget } from './budget.ts'

const api = { target: process.env.GATEWAY ?? 'http://127.0.0.1:8080', changeOrigin: false }

/** Writes sw.js: the worker in src/offline/sw.js with the list of what was built, and its hash as the version. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      const built = Object.keys(bundle).filter((file) => !file.endsWith('.html') && !/public/.test(file))
      const files = ['/', '/manifest.webmanifest', '/icon.svg', ...built.map((file) => `/${file}`)]
      const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 8)
      const source = readFileSync(new URL('./src/offline/sw.js', import.meta.url), 'utf8')
      const head = `const VERSION = '${version}'\nconst FILES = ${JSON.stringify(files)}\n`
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: head + source })
    },
  }
}

export default defineConfig({
  plugins: [vue(), serviceWorker(), budget()],
  server: { port: 39173, strictPort: true, proxy: { '/api': api, '/pack': api } },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    rollupOptions: { input: ['index.html', 'public.html'] },
  },
})
