/** Requests to the services: token, renewal of it, problems, the legal day, no answer. */
import { ref } from 'vue'
import type { components } from './api/cases'
import { remember, remembered } from './offline/local'

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
export const clockAhead = ref(Number(remembered('zhifatong.clock-ahead') ?? 0) || 0)
/** Whether the last request was answered. */
export const online = ref(true)

export function dayInBeijing(moment: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(moment)
}

interface Bearer {
  /** Whose this tab is. */
  person(): string
  /** The token of this person; throws Refused where the tab is theirs no more. */
  token(person: string): Promise<string | undefined>
  renewed(person: string): Promise<boolean>
}
let bearer: Bearer = {
  person: () => '',
  token: () => Promise.resolve(undefined),
  renewed: () => Promise.resolve(false),
}

/** Have requests carry what `session.ts` keeps; it says so itself, since it makes requests too. */
export function carry(given: Bearer): void {
  bearer = given
}

/** `limit`: for how many milliseconds nothing may come. */
export type Asking = RequestInit & { limit?: number }

/** Ask a service as this person and nobody else; throws NoAnswer. A token that ran out is renewed once. */
export async function ask(
  service: Service,
  path: string,
  init: Asking = {},
  who: string = bearer.person(),
): Promise<Response> {
  const answer = await asked(service, path, init, who)
  if (answer.status !== 401 || !(await bearer.renewed(who))) return answer
  return asked(service, path, init, who)
}

async function asked(service: Service, path: string, init: Asking, who: string): Promise<Response> {
  const headers = new Headers(init.headers)
  const token = await bearer.token(who)
  if (token) headers.set('authorization', `Bearer ${token}`)
  return open(service, path, { ...init, headers })
}

/** A gateway from which nothing comes for so long is one that does not answer. */
const LIMIT = 20_000

/** Ask without a token, as for signing in. An answer may take its time as long as some of it comes. */
export async function open(service: Service, path: string, init: Asking = {}): Promise<Response> {
  const { limit = LIMIT, signal, ...asking } = init
  const patience = new Patience(limit, signal)
  try {
    const answer = await patience.wait(fetch(`/api/${service}${path}`, { ...asking, signal: patience.signal }))
    online.value = true
    note(answer.headers)
    return watched(answer, patience)
  } catch {
    patience.end()
    // Whoever asked may have thought better of it.
    if (!signal?.aborted) online.value = false
    throw new NoAnswer()
  }
}

/** Breaks a request off once nothing has come for so long, or `given` says so. */
class Patience {
  private readonly ending = new AbortController()
  private timer: ReturnType<typeof setTimeout> | undefined
  readonly signal = this.ending.signal

  constructor(
    private readonly limit: number,
    private readonly given?: AbortSignal | null,
  ) {
    if (given?.aborted) this.breakOff()
    given?.addEventListener('abort', this.breakOff)
  }

  private readonly breakOff = (): void => this.ending.abort(this.given?.reason)

  /** Of one piece of an answer: the time goes while somebody waits for it. */
  async wait<T>(piece: Promise<T>): Promise<T> {
    const late = (): void => this.ending.abort(new DOMException('nothing came', 'TimeoutError'))
    this.timer = setTimeout(late, this.limit)
    try {
      return await piece
    } finally {
      clearTimeout(this.timer)
    }
  }

  end(): void {
    clearTimeout(this.timer)
    this.given?.removeEventListener('abort', this.breakOff)
  }
}

/** The answer as it comes, piece by piece. */
function watched(answer: Response, patience: Patience): Response {
  const reader = answer.body?.getReader()
  if (!reader) {
    patience.end()
    return answer
  }
  async function pull(to: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    try {
      const { value, done } = await patience.wait(reader!.read())
      if (!done) return to.enqueue(value)
      to.close()
    } catch (error) {
      to.error(error)
    }
    patience.end()
  }
  const cancel = (why: unknown): Promise<void> => reader.cancel(why).finally(() => patience.end())
  const { status, statusText, headers } = answer
  const body = new ReadableStream<Uint8Array>({ pull, cancel }, { highWaterMark: 0 })
  return new Response(body, { status, statusText, headers })
}

function note(headers: Headers): void {
  const day = headers.get('x-today')
  if (day) today.value = day
  const told = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(told)) return
  clockAhead.value = Date.now() - told
  remember('zhifatong.clock-ahead', String(clockAhead.value))
}

/** What says that the matter may be asked again later, and that nothing was decided: the service is busy or away. */
const PASSING = new Set([408, 425, 429, 502, 503, 504])

export function isPassing({ status }: { status: number }): boolean {
  return PASSING.has(status)
}

/** Whether the platform said so: a page of a network that wants a sign-in of its own says nothing for it. */
export function isOurs(answer: Response): boolean {
  return (answer.headers.get('content-type') ?? '').includes('json')
}

/** The answer's JSON; throws Refused with the problem document, NoAnswer where somebody between us and the services spoke. */
export async function told<T>(answer: Response): Promise<T> {
  if (answer.ok) return content<T>(answer)
  if (!isOurs(answer)) throw new NoAnswer()
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

/** What an answer holds, as a file; throws NoAnswer where it breaks off. */
export async function fileIn(answer: Response): Promise<Blob> {
  try {
    return await answer.blob()
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
