/** What waits for a person is fetched ahead, so that it can be opened and done where there is no network (capability B9). */
import { Refused, type Service } from '../http'
import { readAt } from '../kit/records'
import { fresh } from './answers'
import { store } from './store'
import { judges } from './verdict'

export interface Waiting {
  service: Service
  kind: string
  id: string
  version: number
}

const MOST = 60
let under = false

/** Read each page that is not kept as it is now, one after the other; one look at a time. */
export async function fetchAhead(items: Waiting[]): Promise<void> {
  if (under) return
  under = true
  try {
    for (const item of items.slice(0, MOST)) await readUnlessKept(item)
    if (judges.value) for (const item of items.filter(isJudged).slice(0, MOST)) await readUnlessKept(item, '/facts')
    if (items.some((item) => item.kind === 'visit')) await fresh('inspections', '/item-lists')
  } catch {
    // Without a network the page tells so when it is opened.
  } finally {
    under = false
  }
}

/** Read what a judgement of this record rests on, where this phone judges. */
export async function factsAhead(item: Waiting): Promise<void> {
  if (judges.value && isJudged(item)) await readUnlessKept(item, '/facts').catch(() => undefined)
}

function isJudged({ kind }: Waiting): boolean {
  return kind === 'case' || kind === 'visit'
}

/** Read a page of a record, or what is below it. */
async function readUnlessKept({ service, kind, id, version }: Waiting, below = ''): Promise<void> {
  const record = readAt(kind, id)
  if (!record) return
  const path = `${record}${below}`
  const kept = await (await store()).get('answers', `${service}${path}`)
  const known = (kept?.data as { version?: number } | undefined)?.version
  if (known !== undefined && known >= version) return
  try {
    await fresh(service, path)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
}
