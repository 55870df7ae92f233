/** Words for days, money and codes, as people read them. */
import { today } from '../http'
import { clockOf, dayOf } from './beijing'

export type Tone = 'late' | 'soon' | 'calm'

export function daysTo(day: string): number {
  return Math.round((Date.parse(day) - Date.parse(today.value)) / 86_400_000)
}

/** How much of a term is left: '剩 3 天', '今天到期', '逾期 2 天'. */
export function term(day: string | null | undefined): { text: string; tone: Tone } {
  if (!day) return { text: '无期限', tone: 'calm' }
  const days = daysTo(day)
  if (days < 0) return { text: `逾期 ${-days} 天`, tone: 'late' }
  if (days === 0) return { text: '今天到期', tone: 'soon' }
  return { text: `剩 ${days} 天`, tone: days <= 3 ? 'soon' : 'calm' }
}

/** Yuan of an amount in fen: '5,000 元', '0.50 元'. */
export function yuan(fen: number): string {
  const digits = fen % 100 ? 2 : 0
  return `${(fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: digits, maximumFractionDigits: digits })} 元`
}

/** A day as it is said: '9月3日', with the year where it is another one. */
export function dayWord(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  const said = `${month}月${date}日`
  return day.slice(0, 4) === today.value.slice(0, 4) ? said : `${year}年${said}`
}

/** A moment in Beijing: '9月3日 14:05', with the year where it is another one. */
export function momentWord(moment: string | number): string {
  return `${dayWord(dayOf(moment))} ${clockOf(moment)}`
}

/** The time of day in Beijing: '14:05'. */
export function clockWord(moment: string | number): string {
  return clockOf(moment)
}
