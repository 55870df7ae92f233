/** What the judge is made of, kept on this device: Python, its libraries and the rules, under the hash of each. */
import { remember, remembered } from './local'

export interface Pack {
  core: string
  rules: string
  /** What is loaded, with its bytes on the line. */
  files: Record<string, number>
}

const KEPT = 'zhifatong.pack'
const CACHE = 'pack-'
const MEGABYTE = 1024 * 1024
/** What Cache Storage takes, and as much again while another version comes. */
const ROOM = 120 * MEGABYTE
/** Of memory, in GB: the judge takes some 150 MB of it. */
const MEMORY = 4

/** Where the files of Python lie; what is below here is served under the hash of what it is. */
export function addressOf(pack: Pack): string {
  return `${location.origin}/pack/${pack.core}/`
}

export function bytesOf(pack: Pack): number {
  return Object.values(pack.files).reduce((sum, bytes) => sum + bytes, 0)
}

/** The pack that this device holds whole. */
export function keptPack(): Pack | undefined {
  return JSON.parse(remembered(KEPT) ?? 'null') ?? undefined
}

/** The pack that the server has now; nothing where it has none, or can't be asked. */
export async function newestPack(): Promise<Pack | undefined> {
  const answer = await fetch('/pack/current.json', { cache: 'no-cache' }).catch(() => undefined)
  return answer?.ok ? ((await answer.json()) as Pack) : undefined
}

/** Load what is not here yet, then forget what was before. The service worker answers with what is kept. */
export async function keepPack(pack: Pack): Promise<void> {
  const cache = await caches.open(`${CACHE}${pack.core}`)
  const wanted = Object.keys(pack.files).map((name) => `${addressOf(pack)}${name}`)
  for (const address of wanted) if (!(await cache.match(address, { ignoreVary: true }))) await cache.add(address)
  remember(KEPT, JSON.stringify(pack))
  for (const { url } of await cache.keys()) if (!wanted.includes(url)) await cache.delete(url)
  for (const name of await caches.keys())
    if (name.startsWith(CACHE) && name !== `${CACHE}${pack.core}`) await caches.delete(name)
}

export async function forgetPack(): Promise<void> {
  remember(KEPT, 'null')
  for (const name of await caches.keys()) if (name.startsWith(CACHE)) await caches.delete(name)
}

/** Why this device can't carry the judge, in the words of its person; nothing where it can. */
export async function unfit(): Promise<string | undefined> {
  if (!('WebAssembly' in globalThis && 'Worker' in globalThis && 'caches' in globalThis)) return '浏览器版本过低'
  const { deviceMemory = MEMORY } = navigator as Navigator & { deviceMemory?: number }
  if (deviceMemory < MEMORY) return '手机内存不足'
  const { usage = 0, quota = ROOM } = (await navigator.storage?.estimate?.()) ?? {}
  return !keptPack() && quota - usage < ROOM ? '手机存储空间不足' : undefined
}

/** Whether a line is such that nobody pays for what is loaded without being asked for. */
export function lineIsFree(): boolean {
  type Line = { saveData?: boolean; type?: string }
  const { connection } = navigator as Navigator & { connection?: Line }
  return !connection?.saveData && connection?.type !== 'cellular'
}
