/**
 * One tab at a time: another that comes meanwhile waits for its turn, until `signal` says that it wants none any more.
 * Without locks (old browsers) there is one tab.
 */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T>
export async function inTurn<T>(name: string, work: () => Promise<T>, signal: AbortSignal): Promise<T | undefined>
export async function inTurn<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
  const locks = navigator.locks as LockManager | null | undefined
  if (!locks) return work()
  return await locks.request(name, signal ? { signal } : {}, work).catch((error: unknown) => {
    if (!signal?.aborted) throw error
    return undefined
  })
}
