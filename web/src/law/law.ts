/** The wording of articles (docs/law), and what each is about in a few words of ours (docs/law.toml). */

export interface Cited {
  law: string
  article: string
  about: string
  /** Its paragraphs, and the numbered items below them. */
  text: string[]
}
interface Article {
  about: string
  text: string[]
}
type Laws = Record<string, { title: string; articles: Record<string, Article> }>

const PLACE = /(-?)(\d+)((?:\(\d+\))*)/g
const CITED = /([A-Z]{3}) ([\d(),\s-]+)/g
/** As lists of items and powers cite: `《行政处罚法》第42条第1款`, the brackets of the name left out or not. */
const IN_CHINESE = /第(\d+)条/g

/** The articles that a citation names (`APL 42, 55`, `《行政处罚法》第42条`), as far as their wording is there. */
export function cited(laws: Laws, law: string): Cited[] {
  return [...inNotation(laws, law), ...law.split('；').flatMap((one) => inChinese(laws, one))]
}

function inChinese(laws: Laws, law: string): Cited[] {
  const name = law.slice(0, law.indexOf('第')).replace(/[《》\s]/g, '')
  const found = Object.values(laws).find((one) => one.title === name.replace('中华人民共和国', ''))
  return [...law.matchAll(IN_CHINESE)].flatMap(([article, number]) => {
    const there = found?.articles[String(number)]
    return there ? [{ law: found!.title, article, ...there }] : []
  })
}

function inNotation(laws: Laws, law: string): Cited[] {
  const found: Cited[] = []
  for (const [, code = '', numbers = ''] of law.matchAll(CITED)) {
    let last = 0
    for (const [, dash, number] of numbers.matchAll(PLACE)) {
      const first = dash ? last + 1 : Number(number)
      for (let one = first; one <= Number(number); one++) {
        const article = laws[code]?.articles[String(one)]
        if (article) found.push({ law: laws[code]!.title, article: `第${one}条`, ...article })
      }
      last = Number(number)
    }
  }
  return found
}

export async function laws(): Promise<Laws> {
  return (await import('./articles.json')).default
}
