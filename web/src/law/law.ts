/** What an article is about, in a few words of ours (docs/law.toml); the wording itself is the published text's. */

export interface Cited {
  law: string
  article: string
  about: string
}
type Subjects = Record<string, Record<string, string>>

const PLACE = /(-?)(\d+)((?:\(\d+\))*)/g
const CITED = /(APL|ACL) ([\d(),\s-]+)/g
export const TITLES: Record<string, string> = { APL: '行政处罚法', ACL: '行政强制法' }

/** The articles that a citation as `APL 42, 55` names, as far as it is told what they are about. */
export function cited(subjects: Subjects, law: string): Cited[] {
  const found: Cited[] = []
  for (const [, code = '', numbers = ''] of law.matchAll(CITED)) {
    let last = 0
    for (const [, dash, number] of numbers.matchAll(PLACE)) {
      const first = dash ? last + 1 : Number(number)
      for (let one = first; one <= Number(number); one++) {
        const about = subjects[code]?.[String(one)]
        if (about) found.push({ law: TITLES[code] ?? code, article: `第${one}条`, about })
      }
      last = Number(number)
    }
  }
  return found
}

export async function subjects(): Promise<Subjects> {
  return (await import('./articles.json')).default
}
