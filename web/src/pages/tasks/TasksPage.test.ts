// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

vi.mock('../../offline/ahead', () => ({ fetchAhead: () => Promise.resolve() }))
vi.mock('../../offline/verdict', async () => ({ judges: (await import('vue')).ref(false), judged: () => undefined }))

type Answer = () => Promise<Response>
let patrols: Answer[]
let page: VueWrapper | undefined
const json = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }))
const work = (titles: string[], more = false) => ({
  items: titles.map((title, place) => ({
    kind: 'patrol',
    id: `patrol-${place}`,
    what: 'record-finding',
    label: '登记巡查发现',
    title,
  })),
  more,
  total: titles.length + Number(more),
})
beforeEach(async () => {
  const { forgetAnswers } = await import('../../offline/answers')
  await forgetAnswers()
  patrols = []
  vi.stubGlobal('fetch', (url: string) => {
    if (url.endsWith('/inspections/work') && patrols.length) return patrols.shift()!()
    return json(work([]))
  })
})
afterEach(() => {
  page?.unmount()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function shown(): Promise<VueWrapper> {
  const { default: TasksPage } = await import('./TasksPage.vue')
  page = mount(TasksPage, { global: { stubs: { RouterLink: { template: '<a><slot /></a>' } } } })
  return page
}
async function changed(): Promise<void> {
  const { heard } = await import('../../offline/answers')
  heard.value = { service: 'inspections', paths: ['/work'], at: Date.now() }
  await flushPromises()
}

it('shows what was asked for last, whichever answer comes first', async () => {
  let late: (answer: Response) => void = () => undefined
  patrols = [() => new Promise((resolve) => (late = resolve)), () => json(work(['滨河路', '主街']))]
  const tasks = await shown()
  await flushPromises()
  await changed()
  await vi.waitFor(() => expect(tasks.text()).toContain('主街'))
  late(new Response(JSON.stringify(work(['滨河路']))))
  await vi.waitFor(async () => {
    const { kept } = await import('../../offline/answers')
    const known = await kept<{ items: unknown[] }>('inspections', '/work')
    expect(known?.items).toHaveLength(1)
  })
  await flushPromises()
  expect(tasks.text()).toContain('主街')
})

it.each([429, 503])('says where a service answers %i, and asks again by itself', async (status) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  patrols = [() => json({ status, title: '', code: '', detail: '' }, status), () => json(work(['滨河路']))]
  const tasks = await shown()
  await vi.waitFor(() => expect(tasks.text()).toContain('列表可能不全'))
  await vi.advanceTimersByTimeAsync(6_000)
  await vi.waitFor(() => expect(tasks.text()).toContain('滨河路'))
  expect(tasks.text()).not.toContain('列表可能不全')
})

it('says that there is more than it lists', async () => {
  patrols = [() => json(work(['滨河路'], true))]
  const tasks = await shown()
  await vi.waitFor(() => expect(tasks.text()).toContain('这里列出最急的 1 项'))
})
