// Fails the build where a screen loads more script and style before it shows than a line in the hills brings in time.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

interface Chunk {
  type: 'chunk'
  fileName: string
  imports: string[]
  moduleIds: string[]
  viteMetadata?: { importedCss: Set<string> }
}
type Bundle = Record<string, Chunk | { type: 'asset' }>
export interface Weight {
  shell: string
  page: string
  kilobytes: number
}

const KB = 1024
/** Of script and style as gzip, in KB, before the first screen of a shell shows. */
export const BUDGETS = { PhoneShell: 120, DeskShell: 350 }
const PAGE = /\/src\/pages\/.*Page\.vue$/

function chunksOf(bundle: Bundle): Chunk[] {
  return Object.values(bundle).filter((one) => one.type === 'chunk')
}

/** The built files that a module needs before it runs: its chunk, what that imports, and their styles. */
export function filesOf(bundle: Bundle, module: string): Set<string> {
  const files = new Set<string>()
  const follow = (chunk: Chunk | { type: 'asset' } | undefined): void => {
    if (chunk?.type !== 'chunk' || files.has(chunk.fileName)) return
    files.add(chunk.fileName)
    chunk.viteMetadata?.importedCss.forEach((style) => files.add(style))
    chunk.imports.forEach((name) => follow(bundle[name]))
  }
  follow(chunksOf(bundle).find((chunk) => chunk.moduleIds.some((id) => id.endsWith(module))))
  return files
}

/** Each page in each shell with what it weighs, the heaviest first; `weigh` gives the bytes of a file. */
export function weighed(bundle: Bundle, weigh: (file: string) => number): Weight[] {
  const pages = [...new Set(chunksOf(bundle).flatMap((chunk) => chunk.moduleIds.filter((id) => PAGE.test(id))))]
  const found = Object.keys(BUDGETS).flatMap((shell) => {
    const frame = ['/src/main.ts', '/src/shell/AppShell.vue', `/src/shell/${shell}.vue`]
    const shared = frame.flatMap((module) => [...filesOf(bundle, module)])
    return pages.map((page) => {
      const files = new Set([...shared, ...filesOf(bundle, page)])
      const bytes = [...files].reduce((sum, file) => sum + weigh(file), 0)
      return { shell, page: page.split('/').pop() ?? '', kilobytes: bytes / KB }
    })
  })
  return found.sort((one, other) => other.kilobytes - one.kilobytes)
}

const sizes = new Map<string, number>()
function packed(path: string): number {
  const known = sizes.get(path) ?? gzipSync(readFileSync(path), { level: 9 }).length
  sizes.set(path, known)
  return known
}

export function budget(): Plugin {
  return {
    name: 'budget',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      const all = weighed(bundle as unknown as Bundle, (file) => packed(join(dir ?? '', file)))
      for (const [shell, most] of Object.entries(BUDGETS)) {
        const mine = all.filter((one) => one.shell === shell)
        const first = mine.find((one) => one.page === 'TasksPage.vue')
        if (!first || !mine[0]) this.error(`no page was weighed for ${shell}`)
        const told = ({ page, kilobytes }: Weight): string => `${page} ${kilobytes.toFixed(1)} KB`
        console.log(`zhifatong | ${shell}: first screen ${told(first)}, heaviest ${told(mine[0])}, at most ${most} KB`)
        const heavy = mine.filter((one) => one.kilobytes > most)
        if (heavy.length) this.error(`too heavy for ${shell} (at most ${most} KB): ${heavy.map(told).join(', ')}`)
      }
    },
  }
}
