/** How long a visit takes, by this device: from the tap that opens it to the one that concludes it (capability A21). */
import { forgetDraft, keepDraft, readDraft } from '../../offline/drafts'

/** Longer than a day measures a clock that was set, or a visit that was interrupted: nothing is told then. */
const LONGEST = 86_400

function note(visit: string): string {
  return `on site ${visit}`
}

export async function noteOpening(visit: string): Promise<void> {
  const before = await readDraft(note(visit))
  if (!before.opened) await keepDraft(note(visit), { opened: Date.now() })
}

/** Undefined where the visit was not opened on this device. */
export async function secondsOnSite(visit: string): Promise<number | undefined> {
  const { opened } = await readDraft(note(visit))
  return typeof opened === 'number' ? secondsBetween(opened, Date.now()) : undefined
}

export function secondsBetween(opened: number, concluded: number): number | undefined {
  const seconds = Math.round((concluded - opened) / 1000)
  return seconds >= 1 && seconds <= LONGEST ? seconds : undefined
}

export function forgetOpening(visit: string): Promise<void> {
  return forgetDraft(note(visit))
}

/** '12 分钟': begun minutes count whole. */
export function minutesWord(seconds: number): string {
  return `${Math.ceil(seconds / 60)} 分钟`
}
