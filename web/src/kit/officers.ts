/** Names beside certificates: the county's directory of officers, read once a day. */
import { ref } from 'vue'
import type { components } from '../api/identity'
import { today } from '../http'
import { fresh } from '../offline/answers'

export type Officer = components['schemas']['OfficerView']
type Page = { items: Officer[]; next?: string | null }

export const officers = ref<Officer[]>([])
let readOn = ''

export async function readOfficers(): Promise<void> {
  if (readOn === today.value && officers.value.length) return
  const found: Officer[] = []
  let cursor: string | null | undefined
  do {
    const page: Page = (
      await fresh<Page>('identity', `/officers?limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    ).data
    found.push(...page.items)
    cursor = page.next
  } while (cursor)
  officers.value = found
  readOn = today.value
}

/** '王某（HB-1001）', or the certificate alone where nobody is known by it. */
export function officerName(certificate: string): string {
  const found = officers.value.find((one) => one.certificate?.number === certificate)
  return found ? found.name : certificate
}

export function personName(person: string): string {
  return officers.value.find((one) => one.id === person)?.name ?? person
}

export function forgetOfficers(): void {
  officers.value = []
  readOn = ''
}
