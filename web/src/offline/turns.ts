/** One tab at a time: another that comes meanwhile waits for its turn. Without locks (old browsers) there is one tab. */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | null | undefined
  return locks ? await locks.request(name, work) : work()
}
