// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { whileWriting, writing } from './version'

it('holds the news back as long as any form is written in', async () => {
  const [one, other] = [effectScope(), effectScope()]
  const typed = ref(false)
  one.run(() => whileWriting(() => true))
  other.run(() => whileWriting(() => typed.value))
  typed.value = true
  await nextTick()
  one.stop()
  expect(writing.value).toBe(true)
  typed.value = false
  await nextTick()
  expect(writing.value).toBe(false)
  other.stop()
})
