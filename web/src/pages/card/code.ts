/** The code that shows a certificate (decision 0045): made and signed on this device, without network. */
import { ask, clockAhead, json, NoAnswer, Refused } from '../../http'
import { store } from '../../offline/store'
import { me, signInOnDevice } from '../../session'

const VERSION = 1
const CONTEXT = 'zhifatong-certificate:'
const [KEY_BYTES, RANDOM_BYTES] = [16, 8]
/** How long a code counts, in seconds. */
export const COUNTS_FOR = 60

/** This device's key of the person; made here, and never leaves it. */
export async function deviceKey(person: string): Promise<CryptoKeyPair> {
  const kept = await (await store()).get('keys', person)
  if (kept) return kept.pair
  const pair = (await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify'])) as CryptoKeyPair
  await (await store()).put('keys', { id: person, pair, registered: '' })
  return pair
}

/** Register the key with this sign-in on this device, unless that is done; false where nobody knows it yet. */
export async function register(): Promise<boolean> {
  const [person, device] = [me.value?.id ?? '', signInOnDevice.value]
  const pair = await deviceKey(person)
  const kept = await (await store()).get('keys', person)
  if (kept?.registered === device) return true
  const claimed = new TextEncoder().encode(`zhifatong-device-key:${device}:${person}`)
  const proof = await crypto.subtle.sign('Ed25519', pair.privateKey, claimed)
  const body = { public_key: base64url(await publicBytes(pair)), proof: base64url(proof) }
  const init = json(body)
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
  try {
    const answer = await ask('identity', '/device-keys', { ...init, headers }, person)
    if (!answer.ok) return false
    await (await store()).put('keys', { id: person, pair, registered: device })
    return true
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof Refused) return false
    throw error
  }
}

async function publicBytes(pair: CryptoKeyPair): Promise<ArrayBuffer> {
  return crypto.subtle.exportKey('raw', pair.publicKey)
}

/** A code of this moment: version, key, seconds, a random number, and the signature of all of these. */
export async function makeCode(pair: CryptoKeyPair, now = Date.now()): Promise<string> {
  const id = new Uint8Array(await crypto.subtle.digest('SHA-256', await publicBytes(pair))).slice(0, KEY_BYTES)
  const seconds = new Uint8Array(4)
  new DataView(seconds.buffer).setUint32(0, Math.floor((now - clockAhead.value) / 1000))
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))
  const signed = join(Uint8Array.of(VERSION), id, seconds, random)
  const text = join(new TextEncoder().encode(CONTEXT), signed)
  const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, text))
  return base64url(join(signed, signature))
}

function join(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function base64url(bytes: ArrayBuffer | Uint8Array): string {
  const text = String.fromCharCode(...new Uint8Array(bytes as ArrayBuffer))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
