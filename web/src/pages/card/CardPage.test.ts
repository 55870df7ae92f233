// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'

const asked: string[] = []
let away = false
function served(url: string): Promise<Response> {
  if (away) return Promise.reject(new TypeError('no network'))
  asked.push(url)
  const content = url.endsWith('/refresh') ? { person: 'a', token: 't', expires_in: 1800, device: 'd1' } : me()
  return Promise.resolve(new Response(JSON.stringify(content), { headers: { 'content-type': 'application/json' } }))
}
const held = { number: 'HB-1', valid_until: '2999-12-31', counts: true, fields: [], photo: null }
const me = () => ({ id: 'a', name: '张三', roles: ['officer'], certificate: held })

beforeEach(() => {
  vi.resetModules()
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  asked.length = 0
  away = false
  held.counts = true
  vi.stubGlobal('fetch', served)
})
async function shown() {
  const session = await import('../../session')
  session.me.value = me() as never
  session.state.value = 'in'
  session.signInOnDevice.value = 'd1'
  const { default: CardPage } = await import('./CardPage.vue')
  const page = mount(CardPage)
  await vi.waitFor(async () => {
    await flushPromises()
    expect(page.text()).not.toContain('正在生成')
  })
  return page
}

describe('亮证', () => {
  it('shows no code of a key that nobody knows, without network', async () => {
    away = true
    const page = await shown()
    expect(page.find('img').exists()).toBe(false)
    expect(page.text()).toContain('本机的密钥还没有登记')
    page.unmount()
  })

  it('shows a code without network where its key was registered before', async () => {
    const { register } = await import('./code')
    const session = await import('../../session')
    session.me.value = me() as never
    session.state.value = 'in'
    session.signInOnDevice.value = 'd1'
    expect(await register()).toBe(true)
    expect(asked).toContain('/api/identity/device-keys')
    away = true
    const page = await shown()
    expect(page.find('img').attributes('alt')).toContain('亮证二维码')
    page.unmount()
  })

  it('says so where the certificate was suspended, and shows no code', async () => {
    held.counts = false
    const page = await shown()
    expect(page.find('img').exists()).toBe(false)
    expect(page.text()).toContain('执法证现不能使用')
    page.unmount()
  })
})
