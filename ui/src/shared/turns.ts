// Changes go to the core one after the other, in the order in which they were made.
let queue: Promise<unknown> = Promise.resolve()

/** Does something when everything before it is done. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = queue.then(work)
  queue = done.catch(() => {})
  return done
}

/** Sends what is still in a field, and waits until every change has been answered. */
export async function settled(): Promise<void> {
  window.dispatchEvent(new Event('mingce-flush'))
  await queue
}
