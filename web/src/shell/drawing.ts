/** What the form of a draw offers: lists, sources of the seed with the next issue, who may witness, who is recused. */
import type { components } from '../api/inspections'
import { readBodies, townshipChoices } from '../kit/bodies'
import type { Choice, Option } from '../kit/form/fields'
import { officers, readOfficers, type Officer } from '../kit/officers'
import { dayWord } from '../kit/words'
import { fresh } from '../offline/answers'
import { me } from '../session'

type Source = components['schemas']['SeedSourceView']

export async function itemLists(): Promise<Option> {
  const lists = (await fresh<{ code: string; title: string }[]>('inspections', '/item-lists')).data
  return { choices: lists.map(({ code, title }) => ({ value: code, label: title })) }
}

async function sources(): Promise<Source[]> {
  return (await fresh<Source[]>('inspections', '/draws/seed-sources')).data
}

function sourceChoice({ code, title, witnesses, issue, on }: Source): Choice {
  const next = issue && on ? `下一期 ${issue}，${dayWord(on)}` : ''
  return {
    value: code,
    label: title,
    law: [next, witnesses ? `须 ${witnesses} 名见证人` : ''].filter(Boolean).join('；'),
  }
}

/** The form begins with the next issue of the first source, which is right more often than not. */
export async function nextSeed(): Promise<Record<string, unknown>> {
  const first = (await sources()).find((one) => one.issue && !one.witnesses)
  return first ? { seed: { source: first.code, issue: first.issue, on: first.on } } : {}
}

export async function drawOptions(): Promise<Record<string, Option>> {
  await readBodies()
  await readOfficers()
  const open = officers.value.filter((one) => !one.closed)
  return {
    item_lists: await itemLists(),
    'seed.source': { choices: (await sources()).map(sourceChoice) },
    'seed.witnesses.account': { choices: open.filter(mayWitness).map((one) => personChoice(one)) },
    'quotas.township': { choices: townshipChoices.value },
    'recusals.certificate': { choices: open.filter((one) => one.certificate?.counts).map(certificateChoice) },
    'recusals.decided_by': {
      choices: open.filter((one) => one.roles.includes('head')).map((one) => personChoice(one)),
    },
  }
}

/** A witness is of another body than the one that draws. */
function mayWitness({ body, roles }: Officer): boolean {
  return body !== me.value?.body && roles.some((role) => role !== 'draw-office')
}

function personChoice({ id, name, body, labels }: Officer): Choice {
  return { value: id, label: `${name}（${labels?.[body] ?? body}）` }
}

function certificateChoice(officer: Officer): Choice {
  return { ...personChoice(officer), value: officer.certificate?.number ?? '' }
}
