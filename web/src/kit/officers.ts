/** Names beside certificates: the county's directory of officers, read once a day. */
import { ref } from 'vue'
import type { components } from '../api/identity'
import { today } from '../http'
import { fresh, kept, whenForgotten } from '../offline/answers'

export type Officer = components['schemas']['OfficerView']
type Page = { items: Officer[]; next?: string | null }

export const officers = ref<Officer[]>([])
let readOn = ''
const FIRST = '/officers?limit=200'

export async function readOfficers(): Promise<void> {
  if (readOn === today.value && officers.value.length) return
  // Names are there at once; what changed meanwhile follows.
  if (!officers.value.length) officers.value = (await kept<Page>('identity', FIRST))?.items ?? []
  const found: Officer[] = []
  let cursor: string | null | undefined
  do {
    const page: Page = (
      await fresh<Page>('identity', `${FIRST}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
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

/** As many as a list can be asked for at once. */
const MOST = 200

/** The people whose name has these characters. */
export function personsCalled(name: string): string[] {
  return officers.value
    .filter((one) => one.name.includes(name))
    .map((one) => one.id)
    .slice(0, MOST)
}

whenForgotten(() => {
  officers.value = []
  readOn = ''
})
