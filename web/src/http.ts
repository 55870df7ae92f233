/** Requests to the services: token, renewal of it, problems, the legal day, no answer. */
import { ref } from 'vue'
import type { components } from './api/cases'

export type Problem = components['schemas']['Problem']
export type Service = 'identity' | 'cases' | 'inspections' | 'credit' | 'supervision'

/** Nobody answered: there is no network, or the gateway is away. */
export class NoAnswer extends Error {}

/** The server refused, in its words. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail)
  }
}

/** The legal day that the server told last (YYYY-MM-DD); before it told one, the day in Beijing by this clock. */
export const today = ref(dayInBeijing(new Date()))
/** How far this device's clock is ahead of the server's, in milliseconds. */
export const clockAhead = ref(0)
/** Whether the last request was answered. */
export const online = ref(true)

export function dayInBeijing(moment: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(moment)
}

interface Bearer {
  token(): Promise<string | undefined>
  renewed(): Promise<boolean>
}
let bearer: Bearer = { token: () => Promise.resolve(undefined), renewed: () => Promise.resolve(false) }

/** Have requests carry what `session.ts` keeps; it says so itself, since it makes requests too. */
export function carry(given: Bearer): void {
  bearer = given
}

/** Ask a service; throws NoAnswer. A token that ran out is renewed once. */
export async function ask(service: Service, path: string, init: RequestInit = {}): Promise<Response> {
  const answer = await asked(service, path, init)
  if (answer.status !== 401 || !(await bearer.renewed())) return answer
  return asked(service, path, init)
}

async function asked(service: Service, path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  const token = await bearer.token()
  if (token) headers.set('authorization', `Bearer ${token}`)
  return open(service, path, { ...init, headers })
}

/** How long a request may take; a gateway that hangs is one that does not answer. */
const LIMIT = 20_000

/** Ask without a token, as for signing in. */
export async function open(service: Service, path: string, init: RequestInit = {}): Promise<Response> {
  try {
    const signal = init.signal ?? AbortSignal.timeout(LIMIT)
    const answer = await fetch(`/api/${service}${path}`, { ...init, signal })
    online.value = true
    note(answer.headers)
    return answer
  } catch {
    // What was given up says nothing of the network.
    if (!init.signal?.aborted) online.value = false
    throw new NoAnswer()
  }
}

function note(headers: Headers): void {
  const day = headers.get('x-today')
  if (day) today.value = day
  const told = Date.parse(headers.get('date') ?? '')
  if (!Number.isNaN(told)) clockAhead.value = Date.now() - told
}

/** The answer's JSON; throws Refused with the problem document. */
export async function told<T>(answer: Response): Promise<T> {
  if (answer.ok) return content<T>(answer)
  throw new Refused(await problemOf(answer))
}

/** What an answer holds; throws NoAnswer where it breaks off, or comes from somebody between us and the services. */
export async function content<T>(answer: Response): Promise<T> {
  try {
    return (await answer.json()) as T
  } catch {
    online.value = false
    throw new NoAnswer()
  }
}

export async function problemOf(answer: Response): Promise<Problem> {
  try {
    return (await answer.json()) as Problem
  } catch {
    return said(answer.status, '无法处理', 'no-answer', '服务没有给出可读的答复')
  }
}

/** A problem that the application itself tells. */
export function said(status: number, title: string, code: string, detail: string): Problem {
  return { status, title, code, detail, category: 'unavailable', labels: {} }
}

/** Read a page of a service. */
export async function read<T>(service: Service, path: string): Promise<T> {
  return told<T>(await ask(service, path))
}

export function json(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
