// Writes src/api: the types of each service's OpenAPI, and its schemas as data for forms and facts.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import openapiTypes, { astToString } from 'openapi-typescript'

const from = new URL('./openapi/', import.meta.url)
const to = new URL('./src/api/', import.meta.url)
mkdirSync(to, { recursive: true })
for (const file of readdirSync(from).filter((name) => name.endsWith('.json'))) {
  const document = JSON.parse(readFileSync(new URL(file, from), 'utf8'))
  const service = file.replace('.json', '')
  const types = astToString(await openapiTypes(document, { defaultNonNullable: false }))
  writeFileSync(new URL(`${service}.ts`, to), types)
  writeFileSync(new URL(`${service}.schemas.json`, to), JSON.stringify(slim(document.components.schemas)))
}

/** What forms and facts need of a schema: no descriptions for programmers, no examples. */
function slim(node) {
  if (Array.isArray(node)) return node.map(slim)
  if (node === null || typeof node !== 'object') return node
  return Object.fromEntries(
    Object.entries(node)
      .filter(
        ([key, value]) => !(key === 'description' && typeof value === 'string' && !/^\p{Script=Han}/u.test(value)),
      )
      .map(([key, value]) => [key, slim(value)]),
  )
}
