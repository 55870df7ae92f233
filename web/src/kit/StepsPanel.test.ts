// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import StepsPanel from './StepsPanel.vue'
import { plainStep } from './steps'

vi.mock('./form/CommandForm.vue', () => ({ default: { template: '<form />' } }))

it('shows the article of a step with its form, in Chinese', async () => {
  const steps = [
    { ...plainStep('order-correction', '责令改正', '/cases/a/orders', 'OrderCorrection'), law: 'APL 28(1)' },
    plainStep('close-case', '结案', '/cases/a/closing', 'CloseCase'),
  ]
  const panel = mount(StepsPanel, {
    props: {
      service: 'cases',
      steps,
      about: '焚烧垃圾',
      aggregate: '/cases/a',
      seen: 1,
      labels: { 'APL 28(1)': '《行政处罚法》第二十八条第一款' },
    },
    global: { stubs: { RouterLink: true } },
    attachTo: document.body,
  })
  await panel
    .findAll('button')
    .find((one) => one.text().includes('责令改正'))!
    .trigger('click')
  expect(panel.get('dialog').text()).toContain('依据 《行政处罚法》第二十八条第一款')
  panel.unmount()
})
