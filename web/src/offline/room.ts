/** Room on this device: told before it runs out, and made where answers can be read again. */
import { ref } from 'vue'
import { said, type Problem } from '../http'
import { store } from './store'

/** 'low': little is left; 'full': something could not be kept. */
export const room = ref<'enough' | 'low' | 'full'>('enough')
const LOW = 0.9

export async function lookForRoom(): Promise<void> {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {}
  if (room.value !== 'full') room.value = quota && usage / quota > LOW ? 'low' : 'enough'
}

/** Keep something; where there is no room, once more without the answers that can be read again. False: no room. */
export async function keptSafely(keep: () => Promise<void>): Promise<boolean> {
  for (const tidy of [async () => undefined, async () => (await store()).clear('answers')]) {
    try {
      await tidy()
      await keep()
      room.value = 'enough'
      return true
    } catch (error) {
      if (!isQuota(error)) throw error
    }
  }
  room.value = 'full'
  return false
}

function isQuota(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
}

export function noRoom(): Problem {
  return {
    ...said(0, '本机存储已满', 'storage-full', '手机存储空间不足，这项内容没有存下，也没有上报；已填写的内容还在本页'),
    remedy: '请先上报已有内容，或者清理手机存储后再试，不要离开本页',
  }
}
