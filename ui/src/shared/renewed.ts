// An answer of the core is new from end to end, though mostly the same: what is drawn from a part that has not changed
// need not be drawn again.

/** The later of two values, with every part that is as it was taken from the earlier one. */
export function renewed<T>(before: unknown, after: T): T {
  if (Object.is(before, after) || typeof before !== 'object' || typeof after !== 'object' || !before || !after) return after
  if (Array.isArray(before) !== Array.isArray(after)) return after
  const old = before as Record<string, unknown>
  const parts = Object.entries(after)
  let same = Object.keys(old).length === parts.length
  const result = (Array.isArray(after) ? [] : {}) as Record<string, unknown>
  for (const [key, part] of parts) {
    result[key] = renewed(old[key], part)
    same &&= key in old && Object.is(result[key], old[key])
  }
  return (same ? before : result) as T
}
