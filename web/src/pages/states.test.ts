// @vitest-environment happy-dom
/** What screens say where nobody answers, and where they are refused. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'

let answers: Record<string, () => Response> = {}
let away = false
function respond(content: unknown, status = 200): Response {
  return new Response(JSON.stringify(content), { status, headers: { 'content-type': 'application/json' } })
}
function problem(status: number, title = '服务繁忙'): () => Response {
  return () => respond({ status, title, detail: '请稍后再试', code: 'x', category: 'unavailable', labels: {} }, status)
}
const asked: { path: string; key: string | null }[] = []
function served(url: string, init: RequestInit = {}): Promise<Response> {
  if (away) return Promise.reject(new TypeError('no network'))
  const path = url.replace('/api/', '').replace(/\?.*/, '')
  if (path === 'identity/refresh') return Promise.resolve(respond({ person: 'a', token: 't', expires_in: 1800 }))
  if (path === 'identity/me') return Promise.resolve(respond(ME))
  asked.push({ path, key: new Headers(init.headers).get('idempotency-key') })
  return Promise.resolve((answers[path] ?? answers['*'] ?? (() => respond({ items: [] })))())
}
const ME = { id: 'a', name: '张三', body: 'b', township: '130624206', roles: ['officer'] }

beforeEach(() => {
  vi.resetModules()
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  answers = {}
  away = false
  asked.length = 0
  vi.stubGlobal('fetch', served)
})
async function person(roles = ['officer']): Promise<void> {
  const session = await import('../session')
  session.me.value = { ...ME, roles } as never
  session.state.value = 'in'
}
async function shown(page: { default: Component }, props: Record<string, unknown> = {}): Promise<VueWrapper> {
  const router = { install: () => undefined }
  const stubs = { RouterLink: true, BeginLink: true, CommandForm: true, ConflictNote: true, SheetPanel: true }
  const made = mount(page.default, { props, global: { plugins: [router], stubs } })
  await settled(made)
  return made
}
async function settled(page: VueWrapper): Promise<void> {
  await vi.waitFor(
    async () => {
      await flushPromises()
      expect(page.text()).not.toContain('正在')
    },
    { timeout: 20_000 },
  )
}

describe.each([
  ['今日任务', () => import('./tasks/TasksPage.vue'), '今天没有待办的事项'],
  ['审批箱', () => import('./approvals/ApprovalsPage.vue'), '没有等您审批的事项'],
])('%s', (_, page, nothing) => {
  it('does not say that nothing waits where nobody answered', async () => {
    await person()
    away = true
    const made = await shown(await page())
    expect(made.text()).not.toContain(nothing)
    expect(made.text()).toContain('无网络，这里还没有离线存留')
  })

  it('nor where a service did not answer', async () => {
    await person()
    answers = { 'cases/work': problem(503) }
    const made = await shown(await page())
    expect(made.text()).not.toContain(nothing)
    expect(made.text()).toContain('部分服务暂时没有答复')
  })

  it('says so where nothing waits', async () => {
    await person()
    expect((await shown(await page())).text()).toContain(nothing)
  })
})

describe('a form of something new', () => {
  it('says why it can not be begun, and is begun once it can', async () => {
    await person()
    answers = { 'identity/bodies': problem(503) }
    vi.doMock('vue-router', () => ({ useRouter: () => ({ replace: () => undefined }) }))
    const made = await shown(await import('./beginnings/BeginPage.vue'), { kind: 'clue' })
    expect(made.text()).toContain('服务繁忙')
    answers = {}
    await made.get('button').trigger('click')
    await settled(made)
    expect(made.text()).toContain('登记线索')
    vi.doUnmock('vue-router')
  })

  it.each([['clue'], ['case']])('is there without network though it was never opened before: %s', async (kind) => {
    await person()
    const { BEGINNINGS, choicesAhead, stepOf } = await import('../shell/beginnings')
    const { roles } = await import('../session')
    answers = { 'identity/bodies': () => respond({ items: [{ code: 'b', name: '司法所', kind: 'township' }] }) }
    answers['cases/powers'] = () => respond({ items: [{ code: 'SB-01', name: '占道', penalty: [] }] })
    await choicesAhead(roles.value)
    vi.resetModules()
    await person()
    away = true
    const again = await import('../shell/beginnings')
    const step = await again.stepOf(BEGINNINGS.find((one) => one.kind === kind)!)
    expect(step.options.township?.choices).toHaveLength(1)
    if (kind === 'case')
      expect((await stepOf(BEGINNINGS.find((one) => one.kind === kind)!)).options.power?.choices).toHaveLength(1)
  })
})

it('a refused entry whose record may be read no more says so', async () => {
  await person()
  answers = { 'cases/cases/case-1': problem(403, '无权查看') }
  const entry = {
    key: 'k',
    service: 'cases',
    aggregate: '/cases/case-1',
    seen: 3,
    body: {},
    files: [],
    form: undefined,
  }
  const made = await shown(await import('./queue/RefusedEntry.vue'), { entry })
  await made.get('button').trigger('click')
  await settled(made)
  expect(made.text()).toContain('无权查看')
})

it('a first password is given once, though its answer was lost', async () => {
  await person()
  answers = { 'identity/officers/x/login': problem(504) }
  const step = { name: 'reset-login', label: '确认重置密码', path: '/officers/x/login' }
  const made = await shown(await import('./accounts/LoginForm.vue'), { step, seen: 3 })
  for (const status of [504, 422, 422]) {
    answers = { 'identity/officers/x/login': problem(status) }
    await made.get('form').trigger('submit')
    await settled(made)
  }
  const [lost, again, corrected] = asked.map(({ key }) => key)
  expect(again).toBe(lost)
  expect(corrected).not.toBe(again)
})

it('a device that could not be told to leave says so', async () => {
  await person()
  const device = { id: 'd2', name: '安卓手机', since: '', last_used: '2026-11-30T00:00:00Z', current: false }
  answers = { 'identity/devices': () => respond({ items: [device] }) }
  const made = await shown(await import('../kit/DeviceList.vue'), { path: '/devices' })
  away = true
  await made.get('button').trigger('click')
  await settled(made)
  expect(made.text()).toContain('终止设备登录须在有信号处办理')
})

it('a list that can not go on says so', async () => {
  await person()
  vi.doMock('vue-router', () => ({ useRouter: () => ({}), useRoute: () => ({ query: {} }) }))
  answers = { 'cases/cases': () => respond({ items: [{ id: 'case-1' }], next: 'n' }) }
  const list = {
    service: 'cases',
    path: '/cases',
    columns: [{ title: '编号', text: (item: { id: string }) => item.id }],
  }
  const made = await shown(await import('../kit/RecordList.vue'), { list, title: '案件' })
  away = true
  await made.get('button.plain').trigger('click')
  await settled(made)
  expect(made.text()).toContain('连不上网络')
  vi.doUnmock('vue-router')
})

it('a session that is over can be taken up by its own person, or be left with a warning', async () => {
  await person()
  const session = await import('../session')
  session.ownLogin.value = 'zhang-san'
  session.state.value = 'over'
  const made = await shown(await import('./sign-in/SessionOver.vue'))
  const name = made.get('input[autocomplete=username]').element as HTMLInputElement
  expect([name.value, name.readOnly]).toEqual(['zhang-san', true])
  await made.get('.other button').trigger('click')
  expect(made.text()).toContain('不会以他人名义上报')
  expect(session.me.value?.id).toBe('a')
  await made.get('.other button').trigger('click')
  expect([session.me.value, session.state.value]).toEqual([null, 'none'])
})

it('whoever left without the server having heard is told so', async () => {
  localStorage.setItem('zhifatong.leaving', 'a')
  vi.doMock('vue-router', () => ({ useRouter: () => ({}), useRoute: () => ({ query: {} }) }))
  const made = await shown(await import('./sign-in/SignInPage.vue'))
  expect(made.text()).toContain('服务器尚未收到')
  const { left } = await import('../leaving')
  left()
  await flushPromises()
  expect(made.text()).not.toContain('服务器尚未收到')
  vi.doUnmock('vue-router')
})
