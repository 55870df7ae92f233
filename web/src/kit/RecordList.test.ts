// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { search, type ListOf } from './lists'

let asked: string[] = []
let list: VueWrapper | undefined
beforeEach(() => {
  vi.resetModules()
  asked = []
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url)
    return Promise.resolve(new Response('{"items":[{"id":"a","name":"甲"}],"total":1}'))
  })
})
afterEach(() => {
  list?.unmount()
  vi.unstubAllGlobals()
})

const CLUES: ListOf = {
  service: 'cases',
  path: '/clues',
  filters: [search('地点'), { name: 'stage', title: '阶段', choices: [{ value: 'open', label: '在办' }] }],
  columns: [{ title: '名称', text: (item) => String(item.name) }],
}

async function on(width: 'phone' | 'desk', query = ''): Promise<VueWrapper> {
  const { wide } = await import('../shell/wide')
  wide.value = width === 'desk'
  const { default: RecordList } = await import('./RecordList.vue')
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: RecordList }] })
  await router.push(`/${query}`)
  const page = mount(RecordList, {
    props: { list: CLUES, title: '线索' },
    global: { plugins: [router] },
    attachTo: document.body,
  })
  list = page
  await vi.waitUntil(() => page.text().includes('共 1 条'))
  return page
}

it('begins with its records on a phone: the filters are behind one button that tells how many are set', async () => {
  const page = await on('phone', '?stage=open')
  const button = page.get('button[aria-controls]')
  const form = page.get('form')
  expect(form.isVisible()).toBe(false)
  expect(button.attributes('aria-expanded')).toBe('false')
  expect(button.attributes('aria-controls')).toBe(form.attributes('id'))
  expect(button.text()).toContain('1 项已选')
  await button.trigger('click')
  expect(form.isVisible()).toBe(true)
  expect(button.attributes('aria-expanded')).toBe('true')
  await form.get('input').setValue('桥头')
  await form.get('input').trigger('change')
  await vi.waitUntil(() => asked.at(-1)?.includes('word='))
  expect(button.text()).toContain('2 项已选')
  await form.get('input').trigger('keydown', { key: 'Escape' })
  expect(form.isVisible()).toBe(false)
  expect(document.activeElement).toBe(button.element)
})

it('clears what is set with one button', async () => {
  const page = await on('phone', '?stage=open')
  await page.get('button[aria-controls]').trigger('click')
  await page
    .findAll('button')
    .find((one) => one.text() === '全部清除')!
    .trigger('click')
  await vi.waitUntil(() => asked.at(-1) === '/api/cases/clues')
  expect(page.get('button[aria-controls]').text()).not.toContain('项已选')
})

it('shows its filters on a desk', async () => {
  const page = await on('desk')
  expect(page.find('button[aria-controls]').exists()).toBe(false)
  expect(page.get('form').isVisible()).toBe(true)
})
