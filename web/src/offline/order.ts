/** The order of answers to what is asked again and again. */

export interface Turn {
  /** Whether nothing was asked since. */
  isNewest: () => boolean
  /** Whether its answer is to be shown: no later one is shown already. */
  takesItsPlace: () => boolean
}

/**
 * What was asked later is newer, whichever answer comes first: an older one never takes its place. But while one thing
 * after the other changes, each answer is shown that is newer than the last one: whoever waits for the very newest shows
 * nothing until all is quiet.
 */
export function order(): { ask: () => Turn; end: () => void } {
  let asked = 0
  let shown = 0
  return {
    ask() {
      const mine = ++asked
      return {
        isNewest: () => mine === asked,
        takesItsPlace() {
          if (mine < shown) return false
          shown = mine
          return true
        },
      }
    },
    /** Show none of those that are still to come. */
    end() {
      asked += 1
      shown = Infinity
    },
  }
}
