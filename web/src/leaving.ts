/** Sign-outs of which the server has not heard: told again until it has, for the cookie of this device lives on there. */
import { ref } from 'vue'
import type { components } from './api/identity'
import { content, isOurs, isPassing, json, NoAnswer, open } from './http'
import { forget, remember, remembered } from './offline/local'
import { inTurn } from './offline/turns'

type Issued = components['schemas']['Issued']

const KEPT = 'zhifatong.leaving'
/** Who has left this device without the server having heard; empty for nobody. */
export const leaving = ref(remembered(KEPT) ?? '')

export function leave(person: string): void {
  remember(KEPT, person)
  leaving.value = person
}

export function left(): void {
  forget(KEPT)
  leaving.value = ''
}

/** Whether the server has heard for good: what it does not know any more has ended too. */
export function hasHeard(answer: Response): boolean {
  return answer.ok || (isOurs(answer) && !isPassing(answer) && answer.status < 500)
}

/** Tell the server, by the cookie of the device: it gives a token once more, which ends the sign-in with its cookie. */
export async function tellOfLeaving(): Promise<void> {
  if (!leaving.value) return
  await inTurn('zhifatong.refresh', endLeft).catch((error: unknown) => {
    if (!(error instanceof NoAnswer)) throw error
  })
}

/** For whoever has the turn already. */
export async function endLeft(): Promise<void> {
  const who = (leaving.value = remembered(KEPT) ?? '')
  if (!who) return
  const answer = await open('identity', '/refresh', { ...command(), credentials: 'same-origin' })
  if (answer.ok) {
    const { person, token } = await content<Issued>(answer)
    const init = command(`Bearer ${token}`)
    if (person === who && !hasHeard(await open('identity', '/sign-out', init))) return
  } else if (!hasHeard(answer)) return
  left()
}

function command(authorization = ''): RequestInit {
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
  return { ...json({}), headers: authorization ? { ...headers, authorization } : headers }
}
