/** What can be begun: commands that make a new record, with the choices that their forms offer. */
import { NoAnswer, Refused, today, type Service } from '../http'
import { bodyChoices, readBodies, townshipChoices } from '../kit/bodies'
import { schemasOf, type Choice, type Option } from '../kit/form/fields'
import { officers, readOfficers, type Officer } from '../kit/officers'
import { heldPowers } from '../kit/powers'
import { plainStep, type Step } from '../kit/steps'
import { whenForgotten } from '../offline/answers'
import { certificate, me, type Role } from '../session'
import { drawOptions, itemLists, nextSeed } from './drawing'

export interface Beginning {
  kind: string
  title: string
  service: Service
  path: string
  schema: string
  roles: Role[]
  /** Where one goes afterwards. */
  after: string
  options?: () => Promise<Record<string, Option>>
  prefill?: () => Record<string, unknown> | Promise<Record<string, unknown>>
}

const ON_SITE: Role[] = ['officer', 'captain']

export const BEGINNINGS: Beginning[] = [
  {
    kind: 'clue',
    title: '登记线索',
    service: 'cases',
    path: '/clues',
    schema: 'RegisterClue',
    roles: [...ON_SITE, 'hotline', 'supervisor'],
    after: '/clues',
    options: ofTownship,
    prefill: () => ({ ...here(), seen_on: today.value }),
  },
  {
    kind: 'case',
    title: '立案',
    service: 'cases',
    path: '/cases',
    schema: 'FileCase',
    roles: ON_SITE,
    after: '/cases',
    options: ofCase,
    prefill: () => ({ ...here(), ...mine(), act_on: today.value }),
  },
  {
    kind: 'patrol',
    title: '安排巡查',
    service: 'inspections',
    path: '/patrols',
    schema: 'AssignPatrol',
    roles: ['captain'],
    after: '/patrols',
    options: ofOfficers,
    prefill: () => ({ ...mine(), patrol_on: today.value }),
  },
  {
    kind: 'draw',
    title: '封存名单',
    service: 'inspections',
    path: '/draws',
    schema: 'SealDraw',
    roles: ['draw-office'],
    after: '/draws',
    options: drawOptions,
    prefill: nextSeed,
  },
  {
    kind: 'task',
    title: '交办任务',
    service: 'supervision',
    path: '/tasks',
    schema: 'IssueTask',
    roles: ['supervisor'],
    after: '/assignments',
    options: ofTask,
  },
  {
    kind: 'firm',
    title: '登记企业',
    service: 'credit',
    path: '/firms',
    schema: 'RegisterFirm',
    roles: ['registrar'],
    after: '/firms',
    options: ofTownship,
  },
  {
    kind: 'account',
    title: '开立账户',
    service: 'identity',
    path: '/officers',
    schema: 'RegisterOfficer',
    roles: ['administrator'],
    after: '/accounts',
    options: ofAccount,
  },
]

export function beginningsFor(roles: Set<Role>): Beginning[] {
  return BEGINNINGS.filter((one) => one.roles.some((role) => roles.has(role)))
}

export async function stepOf(beginning: Beginning): Promise<Step> {
  const { kind, title, path, schema } = beginning
  const options = (await beginning.options?.()) ?? {}
  return { ...plainStep(kind, title, path, schema), prefill: (await beginning.prefill?.()) ?? {}, options, next: true }
}

let aheadFor = ''

/** Read once a day what the forms offer: something new is begun where there is no network too. */
export async function choicesAhead(roles: Set<Role>): Promise<void> {
  const now = `${me.value?.id} ${today.value}`
  if (aheadFor === now) return
  let all = true
  for (const one of beginningsFor(roles)) {
    try {
      await Promise.all([stepOf(one), schemasOf(one.service)])
    } catch (error) {
      if (!(error instanceof NoAnswer || error instanceof Refused)) throw error
      all = false
    }
  }
  if (all) aheadFor = now
}
whenForgotten(() => (aheadFor = ''))

function here(): Record<string, unknown> {
  return me.value?.township ? { township: me.value.township } : {}
}
function mine(): Record<string, unknown> {
  return certificate.value ? { officers: [certificate.value] } : {}
}

async function ofTownship(): Promise<Record<string, Option>> {
  await readBodies()
  return { township: { choices: townshipChoices.value } }
}

async function ofOfficers(): Promise<Record<string, Option>> {
  await readOfficers()
  return { officers: { choices: officers.value.filter(ofMyBody).map(officerChoice) } }
}

function ofMyBody(officer: Officer): boolean {
  return officer.body === me.value?.body && !officer.closed && !!officer.certificate?.counts
}

function officerChoice(officer: Officer): Choice {
  return { value: officer.certificate?.number ?? '', label: officer.name, text: officer.certificate?.number }
}

async function ofCase(): Promise<Record<string, Option>> {
  return { ...(await ofTownship()), ...(await ofOfficers()), power: { choices: await heldPowers() } }
}

async function ofTask(): Promise<Record<string, Option>> {
  await readOfficers()
  await readBodies()
  const all = officers.value.filter((officer) => officer.certificate?.counts && !officer.closed)
  const choices = all.map((officer) => ({
    ...officerChoice(officer),
    text: `${officer.labels?.[officer.body] ?? officer.body} · ${officer.certificate?.number}`,
  }))
  return {
    township: { choices: townshipChoices.value },
    body: { choices: bodyChoices.value },
    officers: { choices },
    item_lists: await itemLists(),
  }
}

async function ofAccount(): Promise<Record<string, Option>> {
  await readBodies()
  return { body: { choices: bodyChoices.value } }
}
