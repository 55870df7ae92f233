/** What this device keeps: commands that wait, files that go with them, the last answers. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Problem, Service } from '../http'
import type { Step } from '../kit/steps'
import type { Judgement } from './verdict'

/** A command that a person gave: kept until the server has answered it for good. */
export interface Entry {
  key: string
  /** The place in the order in which commands were given, whatever the clock said. */
  turn: number
  /** The moment of the tap, in milliseconds. */
  at: number
  who: string
  title: string
  about: string
  service: Service
  path: string
  /** What the command is about: entries of one aggregate go in order. */
  aggregate: string
  /** The version of the aggregate that the person saw; empty where the command makes something new. */
  seen: number | null
  body: unknown
  files: { sha256: string; type: string; size: number }[]
  /** The form in which a person may correct it. */
  form?: { step: Step; hidden: string[] }
  /** 'dropped': the person gave it up, with a reason; it is shown until they sign out. */
  state: 'waiting' | 'refused' | 'dropped'
  problem?: Problem
  reason?: string
  /** What this phone said of it when it was given. */
  judged?: Judgement
}

/** A file as this device keeps it; `bytes` are what earlier versions of the application kept, all in memory. */
export interface StoredFile {
  sha256: string
  type: string
  blob?: Blob
  bytes?: ArrayBuffer
  at?: number
}

export function contentOf({ blob, bytes, type }: StoredFile): Blob {
  return blob ?? new Blob(bytes ? [bytes] : [], { type })
}

interface Kept extends DBSchema {
  entries: { key: string; value: Entry }
  files: { key: string; value: StoredFile }
  answers: { key: string; value: { url: string; at: number; data: unknown } }
  drafts: { key: string; value: { id: string; who?: string; at: number; fields: Record<string, unknown> } }
  keys: { key: string; value: { id: string; pair: CryptoKeyPair; registered: string } }
}

let opened: Promise<IDBPDatabase<Kept>> | undefined

export function store(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>('zhifatong', 1, {
    upgrade(made) {
      made.createObjectStore('entries', { keyPath: 'key' })
      made.createObjectStore('files', { keyPath: 'sha256' })
      made.createObjectStore('answers', { keyPath: 'url' })
      made.createObjectStore('drafts', { keyPath: 'id' })
      made.createObjectStore('keys', { keyPath: 'id' })
    },
  })
  return opened
}

/** Plain data of something reactive: what IndexedDB and JSON take. */
export function plain<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T)
}
