// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { mount } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import DeviceList from './DeviceList.vue'

afterEach(() => vi.unstubAllGlobals())

it('ends one device of the person, and says which of them the platform ended', async () => {
  const device = { since: '2026-09-01T08:00:00Z', last_used: '2026-09-01T08:00:00Z', current: false, labels: {} }
  const items = [
    { ...device, id: 'a', name: '安卓手机', why: null },
    { ...device, id: 'b', name: '办公室电脑', why: 'reused', labels: { reused: '系统自动终止' } },
    { ...device, id: 'c', name: '平板', why: null, current: true },
  ]
  const asked: { url: string; match: string | null }[] = []
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    if (init.method === 'POST') asked.push({ url, match: new Headers(init.headers).get('if-match') })
    return Promise.resolve(new Response(JSON.stringify({ items })))
  })
  const page = mount(DeviceList, { props: { path: '/officers/officer-1/devices' } })
  await vi.waitFor(() => expect(page.findAll('button')).toHaveLength(1))
  expect(page.text()).toContain('系统自动终止')
  expect(page.text()).toContain('本机')
  await page.get('button[aria-label="使其退出：安卓手机"]').trigger('click')
  await vi.waitFor(() => expect(page.emitted('ended')).toHaveLength(1))
  expect(asked).toEqual([{ url: '/api/identity/officers/officer-1/devices/a/end', match: null }])
})
