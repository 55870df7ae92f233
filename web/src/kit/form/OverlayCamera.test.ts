// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import OverlayCamera from './OverlayCamera.vue'

class Track extends EventTarget {
  stopped = false
  stop(): void {
    this.stopped = true
  }
}
let track: Track
let asked: (() => Promise<unknown>)[]
let page: VueWrapper
const camera = () => ({ getTracks: () => [track], getVideoTracks: () => [track] })
const refused = (name: string) => () => Promise.reject(new DOMException('', name))

beforeEach(() => {
  track = new Track()
  asked = []
  const getUserMedia = () => (asked.shift() ?? (() => Promise.resolve(camera())))()
  vi.stubGlobal('navigator', { ...navigator, mediaDevices: { getUserMedia } })
  // What happy-dom has of a video takes its own streams alone.
  vi.spyOn(HTMLVideoElement.prototype, 'srcObject', 'set').mockImplementation(() => undefined)
})
afterEach(() => {
  page.unmount()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})
async function opened(): Promise<VueWrapper> {
  page = mount(OverlayCamera, { props: { over: new Blob(['before'], { type: 'image/jpeg' }) } })
  await flushPromises()
  return page
}
function button(text: string) {
  return page.findAll('button').find((one) => one.text() === text)!
}

describe('a camera', () => {
  it.each([
    ['NotAllowedError', '没有使用相机的权限'],
    ['NotFoundError', '没有相机'],
    ['NotReadableError', '被其他应用占用'],
    ['AbortError', '打不开'],
  ])('that does not open for %s says why, and that a picture may be chosen', async (name, why) => {
    asked = [refused(name)]
    await opened()
    expect(page.get('[role=alert]').text()).toContain(why)
    expect(page.get('[role=alert]').text()).toContain('选取照片')
    await button('不用相机').trigger('click')
    expect(page.emitted('close')).toHaveLength(1)
  })

  it('is asked for again once it was allowed', async () => {
    asked = [refused('NotAllowedError')]
    await opened()
    await button('再试一次').trigger('click')
    await flushPromises()
    expect(page.find('[role=alert]').exists()).toBe(false)
    expect(button('拍摄').attributes('disabled')).toBeDefined()
    await page.get('video').trigger('loadedmetadata')
    expect(button('拍摄').attributes('disabled')).toBeUndefined()
  })

  it('that is taken away says so', async () => {
    await opened()
    track.dispatchEvent(new Event('ended'))
    await flushPromises()
    expect(page.get('[role=alert]').text()).toContain('打不开')
  })

  it('is off once the panel is closed, though the browser was still asking', async () => {
    let allow: (given: unknown) => void = () => undefined
    asked = [() => new Promise((resolve) => (allow = resolve))]
    await opened()
    page.unmount()
    allow(camera())
    await flushPromises()
    expect(track.stopped).toBe(true)
  })
})
