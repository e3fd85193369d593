import { describe, expect, it } from 'vitest'
import { renewed } from './renewed'

const clone = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T

describe('renewed', () => {
  it('keeps what has not changed, as the very same object', () => {
    const before = { rows: [[{ at: 'a', text: '1' }, { at: 'b', text: '2' }], [{ at: 'c', text: '3' }]], notes: ['x'] }
    const after = clone(before)
    after.rows[0]![1]!.text = '20'
    const shown = renewed(before, after)
    expect(shown).toEqual(after)
    expect(shown.rows[0]![0]).toBe(before.rows[0]![0])
    expect(shown.rows[0]![1]).not.toBe(before.rows[0]![1])
    expect(shown.rows[1]).toBe(before.rows[1])
    expect(shown.notes).toBe(before.notes)
    expect(renewed(before, clone(before))).toBe(before)
  })

  it('takes shorter, longer and other values as they come', () => {
    expect(renewed([1, 2, 3], [1, 2])).toEqual([1, 2])
    expect(renewed([1], [1, 2])).toEqual([1, 2])
    expect(renewed({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 })
    expect(renewed({ a: undefined }, { b: undefined })).toEqual({ b: undefined })
    expect(renewed(null, { a: 1 })).toEqual({ a: 1 })
    expect(renewed({ a: [] }, { a: null })).toEqual({ a: null })
    expect(renewed([], {})).toEqual({})
  })
})
