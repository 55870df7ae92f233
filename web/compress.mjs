// Writes beside each file of a folder that shrinks what browsers may be sent instead: FILE.br and FILE.gz.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const SMALL = 1024
const PACKED = /\.(br|gz|png|jpg|webp|woff2|whl|zip)$|(^|\/)\.[^/]*$/

for (const folder of process.argv.slice(2)) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = join(folder, name)
    if (PACKED.test(name) || !statSync(file).isFile() || statSync(file).size < SMALL) continue
    const content = readFileSync(file)
    const options = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }
    const made = { br: brotliCompressSync(content, options), gz: gzipSync(content, { level: 9 }) }
    for (const [ending, packed] of Object.entries(made)) {
      if (packed.length < content.length) writeFileSync(`${file}.${ending}`, packed)
    }
  }
}
