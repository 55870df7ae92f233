/** What is wrong with this device's clock, by the server's (its Date), in words. */
import { computed } from 'vue'
import { clockAhead } from '../http'

const MINUTE = 60_000
const [HOUR, DAY] = [60, 24 * 60]
/** Less is the time that answers take, and what nobody sets. */
const TOLERATED = 5

export function wordOfClock(ahead: number): string {
  const minutes = Math.round(Math.abs(ahead) / MINUTE)
  if (minutes <= TOLERATED) return ''
  const far =
    minutes < 2 * HOUR
      ? `${minutes} 分钟`
      : minutes < 2 * DAY
        ? `${Math.round(minutes / HOUR)} 小时`
        : `${Math.round(minutes / DAY)} 天`
  return `本机时钟比服务器${ahead > 0 ? '快' : '慢'} ${far}，请校准；办理日期以服务器为准`
}

export const wrongClock = computed(() => wordOfClock(clockAhead.value))
