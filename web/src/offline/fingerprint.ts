/** The SHA-256 of files: a film is read piece by piece, for a phone that held 200 MB at once would close the page. */

const WHOLE = 4 * 1024 * 1024
const PIECE = 1024 * 1024

const known = new WeakMap<Blob, string>()

export async function fingerprint(file: Blob): Promise<string> {
  const found = known.get(file) ?? hex(file.size <= WHOLE ? await atOnce(file) : await inPieces(file))
  known.set(file, found)
  return found
}

async function atOnce(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
}

/** The browser's own digest takes whole files alone. */
async function inPieces(file: Blob): Promise<Uint8Array> {
  const hash = new Sha256()
  for (let start = 0; start < file.size; start += PIECE)
    hash.add(new Uint8Array(await file.slice(start, start + PIECE).arrayBuffer()))
  return hash.digest()
}

function hex(digest: Uint8Array): string {
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const BLOCK = 64
const [ROUNDS, START] = constants()

/** FIPS 180-4 §4.2.2, §5.3.3: the first bits behind the point of the roots of the first primes. */
function constants(): [Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>] {
  const primes: number[] = []
  for (let candidate = 2; primes.length < 64; candidate++)
    if (primes.every((prime) => candidate % prime)) primes.push(candidate)
  const bits = (root: number) => ((root % 1) * 2 ** 32) | 0
  return [
    Int32Array.from(primes, (prime) => bits(Math.cbrt(prime))),
    Int32Array.from(primes.slice(0, 8), (prime) => bits(Math.sqrt(prime))),
  ]
}

/** SHA-256 (FIPS 180-4 §6.2) of bytes that come one after the other. */
export class Sha256 {
  private readonly state = Int32Array.from(START)
  private readonly schedule = new Int32Array(64)
  private readonly begun = new Uint8Array(BLOCK)
  private length = 0

  add(bytes: Uint8Array): void {
    let taken = 0
    const left = this.length % BLOCK
    this.length += bytes.length
    if (left) {
      taken = Math.min(BLOCK - left, bytes.length)
      this.begun.set(bytes.subarray(0, taken), left)
      if (left + taken < BLOCK) return
      this.block(this.begun, 0)
    }
    for (; taken + BLOCK <= bytes.length; taken += BLOCK) this.block(bytes, taken)
    this.begun.set(bytes.subarray(taken))
  }

  digest(): Uint8Array {
    const bits = this.length * 8
    const padding = new Uint8Array(BLOCK + 8 - ((this.length + 8) % BLOCK))
    padding[0] = 0x80
    const view = new DataView(padding.buffer)
    view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32))
    view.setUint32(padding.length - 4, bits >>> 0)
    this.add(padding)
    const digest = new DataView(new ArrayBuffer(32))
    this.state.forEach((word, place) => digest.setInt32(place * 4, word))
    return new Uint8Array(digest.buffer)
  }

  private block(bytes: Uint8Array, start: number): void {
    const words = this.schedule
    for (let place = 0; place < 16; place++) {
      const at = start + place * 4
      words[place] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
    }
    for (let place = 16; place < 64; place++) {
      const early = words[place - 15]!
      const late = words[place - 2]!
      const low = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)
      const high = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10)
      words[place] = words[place - 16]! + low + words[place - 7]! + high
    }
    this.mix()
  }

  /** One by one: as lists the eight would take twice as long. */
  private mix(): void {
    const { state, schedule } = this
    let a = state[0]!
    let b = state[1]!
    let c = state[2]!
    let d = state[3]!
    let e = state[4]!
    let f = state[5]!
    let g = state[6]!
    let h = state[7]!
    for (let round = 0; round < 64; round++) {
      const high = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
      const first = (h + high + ((e & f) ^ (~e & g)) + ROUNDS[round]! + schedule[round]!) | 0
      const low = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
      const second = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + first) | 0
      d = c
      c = b
      b = a
      a = (first + second) | 0
    }
    state[0]! += a
    state[1]! += b
    state[2]! += c
    state[3]! += d
    state[4]! += e
    state[5]! += f
    state[6]! += g
    state[7]! += h
  }
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}
