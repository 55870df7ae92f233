/** Who is signed in on this device. The token lives in memory; the device renews it by a cookie that scripts can't read. */
import { computed, ref, watch } from 'vue'
import type { components } from './api/identity'
import { ask, carry, content, isOurs, json, NoAnswer, open, Refused, said, told, type Problem } from './http'
import { endLeft, hasHeard, leave as rememberLeaving, left } from './leaving'
import { forgetAnswers } from './offline/answers'
import { forgetOwn, forgetUnnamedFiles } from './offline/drafts'
import { forget, remember, remembered, rememberedNames } from './offline/local'
import { inTurn } from './offline/turns'
import { keepFor } from './offline/whose'

export type Me = components['schemas']['MeView']
type Issued = components['schemas']['Issued']
export type Role = components['schemas']['Role']

const KEPT = 'zhifatong.me'
const LOGIN = 'zhifatong.login'
const LEAST_LEFT = 30_000

/** The person; what the device remembers when it starts without network. */
export const me = ref<Me | null>(rememberedMe())
/** 'none': nobody; 'in': somebody; 'over': the session ended, sign in again and go on where you were. */
export const state = ref<'none' | 'in' | 'over'>(me.value ? 'in' : 'none')
/** Why it is over: it ended, or another person signed in in this browser. */
export const endedBy = ref<'time' | 'another'>('time')
/** The name by which the person signed in, who alone may go on in this tab. */
export const ownLogin = ref(remembered(LOGIN) ?? '')
export const roles = computed(() => new Set<Role>(me.value?.roles ?? []))
export const certificate = computed(() => me.value?.certificate?.number ?? '')
watch(me, (now) => keepFor(now?.id ?? ''), { immediate: true, flush: 'sync' })

/** The sign-in on this device, as identity names it. */
export const signInOnDevice = ref(remembered('zhifatong.sign-in') ?? '')

let token = ''
let expires = 0
/** What tabs tell each other, always of one person. */
interface Word {
  person: string
  token?: string
  expires?: number
  device?: string | null
  me?: Me
  over?: boolean
}
const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel('zhifatong.session') : undefined
others?.addEventListener('message', (event: MessageEvent<Word>) => hear(event.data))
carry({ person: () => me.value?.id ?? '', token: current, renewed: renew })

function rememberedMe(): Me | null {
  try {
    return JSON.parse(remembered(KEPT) ?? 'null') as Me | null
  } catch {
    return null
  }
}

/** A tab takes what is said of its own person alone; the cookie of the browser is another person's otherwise. */
function hear(word: Word): void {
  if (!me.value) return
  if (word.person !== me.value.id) {
    if (!word.over) end('another')
  } else if (word.over) {
    leave()
    void forgetAnswers()
  } else {
    if (word.token) use(word.token, word.expires ?? 0, word.device)
    if (word.me) me.value = word.me
  }
}

function end(by: 'time' | 'another'): void {
  token = ''
  expires = 0
  endedBy.value = by
  state.value = 'over'
}

async function current(who: string): Promise<string | undefined> {
  if (isMine(who) && Date.now() > expires - LEAST_LEFT) await renew(who)
  // Nobody is asked anything in the name of somebody else.
  if ((me.value?.id ?? '') !== who || state.value === 'over')
    throw new Refused(said(401, '登录已经失效', 'session-over', '请本人重新登录；已填写的内容都在'))
  return token || undefined
}

function isMine(who: string): boolean {
  return !!who && me.value?.id === who && state.value !== 'over'
}

/** Get a new token by the device's cookie; false if the session is over. One tab at a time. */
async function renew(who: string): Promise<boolean> {
  const before = token
  if (!isMine(who)) return false
  return inTurn('zhifatong.refresh', async () => {
    if (!isMine(who)) return false
    if (token !== before && Date.now() < expires - LEAST_LEFT) return true
    const answer = await open('identity', '/refresh', { ...command({}, refreshKey()), credentials: 'same-origin' })
    const issued = answer.ok ? await content<Issued>(answer) : undefined
    if (issued || (answer.status < 500 && isOurs(answer))) forget(REFRESH_KEY)
    if (issued) return take(issued, who)
    if (answer.status === 401 && isOurs(answer) && isMine(who)) end('time')
    return false
  })
}

/** Take the token that the cookie gave, if it is still this person's: who signs in takes over the browser's cookie. */
function take(issued: Issued, who: string): boolean {
  others?.postMessage(wordOf(issued))
  if (!isMine(who)) return false
  if (issued.person !== who) {
    end('another')
    return false
  }
  use(issued.token, Date.now() + issued.expires_in * 1000, issued.device)
  void meAgain()
  return true
}

/** By this device's clock, which may be another one than the server's. */
function wordOf({ person, token, expires_in, device }: Issued): Word {
  return { person, token, expires: Date.now() + expires_in * 1000, device }
}

function use(given: string, until: number, device?: string | null): void {
  token = given
  expires = until
  if (state.value === 'over') state.value = 'in'
  if (!device) return
  signInOnDevice.value = device
  remember('zhifatong.sign-in', device)
}

const REFRESH_KEY = 'zhifatong.refresh-key'

/** The key of the renewal that has no answer yet: asked again under the same one, the same answer comes. */
function refreshKey(): string {
  const kept = remembered(REFRESH_KEY) ?? crypto.randomUUID()
  remember(REFRESH_KEY, kept)
  return kept
}

function command(body: unknown, key: string = crypto.randomUUID()): RequestInit {
  return { ...json(body), headers: { 'content-type': 'application/json', 'idempotency-key': key } }
}

/** Sign in; answers the problem in the server's words, or nothing. Where somebody's pages are open, as they alone. */
export async function signIn(login: string, password: string): Promise<Problem | undefined> {
  try {
    return await inTurn('zhifatong.refresh', async () => {
      await endLeft()
      const issued = await told<Issued>(await open('identity', '/sign-in', json({ login, password, device: device() })))
      left()
      const bearing = { headers: { authorization: `Bearer ${issued.token}` } }
      if (me.value && me.value.id !== issued.person) {
        await open('identity', '/sign-out', { ...command({}), headers: { ...command({}).headers, ...bearing.headers } })
        return said(
          403,
          '不是本人',
          'another-person',
          `这里只能由${me.value.name}本人重新登录，他人请选择“其他人使用本机”`,
        )
      }
      const found = await told<Me>(await open('identity', '/me', bearing))
      enter(login, issued, found)
      return undefined
    })
  } catch (error) {
    return problemIn(error, '请到有信号处登录')
  }
}

function enter(login: string, issued: Issued, found: Me): void {
  forget(REFRESH_KEY)
  remember(LOGIN, login)
  ownLogin.value = login
  remember(KEPT, JSON.stringify(found))
  me.value = found
  use(issued.token, Date.now() + issued.expires_in * 1000, issued.device)
  state.value = 'in'
  others?.postMessage({ ...wordOf(issued), me: found })
}

function problemIn(error: unknown, remedy: string): Problem {
  if (error instanceof Refused) return error.problem
  if (error instanceof NoAnswer) return said(0, '连不上网络', 'no-network', remedy)
  throw error
}

/** Leave this tab to another person: what was typed and waits stays as it is, for who typed it. */
export async function handOver(): Promise<void> {
  leave()
  await forgetAnswers()
}

/** Read who this is; a change of roles or of the certificate shows at once, in all tabs. */
async function rememberMe(): Promise<void> {
  const found = await told<Me>(await ask('identity', '/me'))
  if (!isMine(found.id)) return
  me.value = found
  remember(KEPT, JSON.stringify(found))
  others?.postMessage({ person: found.id, me: found })
}

let reading: Promise<void> | undefined

/** Read again who this is, where somebody answers. */
export function meAgain(): Promise<void> {
  reading ??= rememberMe()
    .catch(unlessAnswered)
    .finally(() => (reading = undefined))
  return reading
}

/** One's own account changed: the token tells of roles too, so it is renewed. */
export async function accountChanged(): Promise<void> {
  await renew(me.value?.id ?? '').catch(unlessAnswered)
}

function unlessAnswered(error: unknown): void {
  if (!(error instanceof NoAnswer || error instanceof Refused)) throw error
}

export async function changePassword(old: string, fresh: string): Promise<Problem | undefined> {
  try {
    const changed = await told<components['schemas']['PasswordChanged']>(
      await ask('identity', '/password', command({ old, new: fresh })),
    )
    if (changed.token && changed.expires_in) {
      const until = Date.now() + changed.expires_in * 1000
      use(changed.token, until, changed.device)
      others?.postMessage({ person: me.value?.id ?? '', token: changed.token, expires: until, device: changed.device })
    }
    if (me.value) me.value = { ...me.value, must_change: false }
    await rememberMe().catch(unlessAnswered)
    return undefined
  } catch (error) {
    return problemIn(error, '没有得到答复，请到有信号处再办理')
  }
}

/** End the session of this device: here at once, on the server as soon as it can be told. */
export async function signOut(): Promise<void> {
  const id = me.value?.id ?? ''
  rememberLeaving(id)
  const heard = await ask('identity', '/sign-out', { ...command({}), limit: 5_000 }).then(hasHeard, () => false)
  others?.postMessage({ person: id, over: true })
  leave()
  await forgetAnswers()
  await forgetOwn(id)
  await forgetUnnamedFiles(0)
  forget(...rememberedNames('zhifatong.upload.'))
  if (heard) left()
}

function leave(): void {
  // Somebody else may have signed in in another tab: what is remembered is theirs then.
  if (rememberedMe()?.id === me.value?.id) forget(KEPT, LOGIN, 'zhifatong.sign-in')
  token = ''
  expires = 0
  ownLogin.value = ''
  me.value = null
  state.value = 'none'
}

/** The device, by a name of its own that lasts as long as its data. */
function device(): { id: string; name: string } {
  const kept = remembered('zhifatong.device') ?? crypto.randomUUID()
  remember('zhifatong.device', kept)
  return { id: kept, name: nameOfDevice(navigator.userAgent) }
}

export function nameOfDevice(agent: string): string {
  const model = /Android[^;)]*;\s*([^;)]+?)(?:\sBuild|\)|;)/.exec(agent)?.[1]
  if (model) return `安卓手机 ${model}`.slice(0, 40)
  const known: [RegExp, string][] = [
    [/iPhone/, '苹果手机'],
    [/iPad/, '苹果平板'],
    [/HarmonyOS/, '鸿蒙设备'],
    [/Windows/, 'Windows 电脑'],
    [/Mac/, '苹果电脑'],
    [/Linux/, 'Linux 电脑'],
  ]
  return known.find(([pattern]) => pattern.test(agent))?.[1] ?? '其他设备'
}
