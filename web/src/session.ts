/** Who is signed in on this device. The token lives in memory; the device renews it by a cookie that scripts can't read. */
import { computed, ref } from 'vue'
import type { components } from './api/identity'
import { ask, carry, content, json, NoAnswer, open, Refused, said, told, type Problem } from './http'
import { forgetAnswers } from './offline/answers'
import { forgetDropped, forgetUnnamedFiles } from './offline/drafts'
import { forget, remember, remembered, rememberedNames } from './offline/local'
import { inTurn } from './offline/turns'

export type Me = components['schemas']['MeView']
type Issued = components['schemas']['Issued']
export type Role = components['schemas']['Role']

const KEPT = 'zhifatong.me'
const LEAST_LEFT = 30_000

/** The person; what the device remembers when it starts without network. */
export const me = ref<Me | null>(rememberedMe())
/** 'none': nobody; 'in': somebody; 'over': the session ended, sign in again and go on where you were. */
export const state = ref<'none' | 'in' | 'over'>(me.value ? 'in' : 'none')
export const roles = computed(() => new Set<Role>(me.value?.roles ?? []))
export const certificate = computed(() => me.value?.certificate?.number ?? '')

/** The sign-in on this device, as identity names it. */
export const signInOnDevice = ref(remembered('zhifatong.sign-in') ?? '')

let token = ''
let expires = 0
const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel('zhifatong.session') : undefined
others?.addEventListener('message', (event: MessageEvent<{ token: string; expires: number; over?: boolean }>) => {
  if (event.data.over) {
    leave('none')
    void forgetAnswers()
  } else ({ token, expires } = event.data)
})
carry({ token: current, renewed: renew })

function rememberedMe(): Me | null {
  try {
    return JSON.parse(remembered(KEPT) ?? 'null') as Me | null
  } catch {
    return null
  }
}

async function current(): Promise<string | undefined> {
  if (me.value && Date.now() > expires - LEAST_LEFT) await renew()
  return token || undefined
}

/** Get a new token by the device's cookie; false if the session is over. One tab at a time. */
async function renew(): Promise<boolean> {
  const before = token
  return inTurn('zhifatong.refresh', async () => {
    if (token !== before && Date.now() < expires - LEAST_LEFT) return true
    const answer = await open('identity', '/refresh', { ...command({}, refreshKey()), credentials: 'same-origin' })
    if (answer.status < 500) forget(REFRESH_KEY)
    if (answer.ok) {
      take(await content<Issued>(answer))
      return true
    }
    if (answer.status === 401 && me.value) state.value = 'over'
    return false
  })
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

/** By this device's clock, which may be another one than the server's. */
function take(signed: Pick<Issued, 'token' | 'expires_in' | 'device'>): void {
  if (signed.device) {
    signInOnDevice.value = signed.device
    remember('zhifatong.sign-in', signed.device)
  }
  token = signed.token
  expires = Date.now() + signed.expires_in * 1000
  others?.postMessage({ token, expires })
}

/** Sign in; answers the problem in the server's words, or nothing. */
export async function signIn(login: string, password: string): Promise<Problem | undefined> {
  try {
    take(await told<Issued>(await open('identity', '/sign-in', json({ login, password, device: device() }))))
    await rememberMe()
    return undefined
  } catch (error) {
    if (error instanceof Refused) return error.problem
    if (error instanceof NoAnswer) return said(0, '连不上网络', 'no-network', '请到有信号处登录')
    throw error
  }
}

/** Read again who this is; a change of roles shows at once. */
export async function rememberMe(): Promise<void> {
  const found = await told<Me>(await ask('identity', '/me'))
  const another = me.value && me.value.id !== found.id
  if (another) await forgetAnswers()
  me.value = found
  state.value = 'in'
  remember(KEPT, JSON.stringify(found))
}

export async function changePassword(old: string, fresh: string): Promise<Problem | undefined> {
  try {
    const changed = await told<components['schemas']['PasswordChanged']>(
      await ask('identity', '/password', command({ old, new: fresh })),
    )
    if (changed.token && changed.expires_in)
      take({ token: changed.token, expires_in: changed.expires_in, device: changed.device })
    await rememberMe()
    return undefined
  } catch (error) {
    if (error instanceof Refused) return error.problem
    throw error
  }
}

/** End the session of this device, here and on the server. */
export async function signOut(): Promise<void> {
  const id = me.value?.id ?? ''
  await ask('identity', '/sign-out', command({})).catch(() => undefined)
  others?.postMessage({ token: '', expires: 0, over: true })
  leave('none')
  await forgetAnswers()
  await forgetDropped(id)
  await forgetUnnamedFiles(0)
  forget('zhifatong.login', ...rememberedNames('zhifatong.upload.'))
}

function leave(to: 'none' | 'over'): void {
  token = ''
  expires = 0
  me.value = null
  state.value = to
  forget(KEPT, 'zhifatong.sign-in')
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
