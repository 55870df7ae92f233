/** Certificates that were shown: kept for each person until the service has heard of them, whoever signs in meanwhile. */
import { ask, isOurs, isPassing, json, NoAnswer, Refused } from '../http'
import { forget, remember, remembered } from './local'
import { inTurn } from './turns'
import { whose } from './whose'

/** What the service takes at once. */
const PART = 200
/** Days of showing without network; the oldest make room. */
const MOST = 4_000
const KEPT = 'zhifatong.shown'

function nameOf(person: string): string {
  return `${KEPT}.${person}`
}

function kept(name: string): string[] {
  try {
    return JSON.parse(remembered(name) ?? '[]') as string[]
  } catch {
    return []
  }
}

function keep(name: string, codes: string[]): void {
  if (codes.length) remember(name, JSON.stringify(codes.slice(-MOST)))
  else forget(name)
}

export function rememberShown(code: string): void {
  const name = nameOf(whose())
  keep(name, [...kept(name), code])
}

/** Earlier versions of the application kept them for whoever was signed in. */
export function adoptShown(): void {
  const before = kept(KEPT)
  if (before.length && whose()) keep(nameOf(whose()), [...before, ...kept(nameOf(whose()))])
  forget(KEPT)
}

export function areShowingsKept(): boolean {
  return kept(nameOf(whose())).length > 0
}

/** Tell the service of all that this person showed, part by part; what it refuses for good is not told again. */
export async function sendShowings(): Promise<void> {
  const who = whose()
  const name = nameOf(who)
  if (!who) return
  await inTurn('zhifatong.shown', async () => {
    for (let part = kept(name).slice(0, PART); part.length; part = kept(name).slice(0, PART)) {
      if (!(await isTold(part, who))) return
      const sent = new Set(part)
      keep(
        name,
        kept(name).filter((code) => !sent.has(code)),
      )
    }
  })
}

async function isTold(codes: string[], who: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
  try {
    const answer = await ask('identity', '/showings', { ...json({ codes }), headers }, who)
    return answer.ok || (isOurs(answer) && answer.status !== 401 && answer.status < 500 && !isPassing(answer))
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof Refused) return false
    throw error
  }
}
