// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { holdBack, holdOfForm, type Hold } from './reading'

it('holds a form back until each file is read, also one that is taken meanwhile', async () => {
  let hold: Hold = () => undefined
  let settled: () => Promise<void> = () => Promise.resolve()
  const Field = defineComponent(() => {
    hold = holdOfForm()
    return () => h('span')
  })
  const Form = defineComponent(() => {
    settled = holdBack().settled
    return () => h(Field)
  })
  mount(Form)
  const read: string[] = []
  const reading = (name: string) => Promise.resolve().then(() => void read.push(name))
  hold(reading('before').then(() => hold(reading('kept'))))
  await settled()
  expect(read).toEqual(['before', 'kept'])
})
