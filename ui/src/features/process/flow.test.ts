import { describe, expect, it } from 'vitest'
import type { ProcessDraft } from '../../ipc/bindings/ProcessDraft'
import { addAfter, addLimit, blank, change, changeLimit, connect, exits, move, readDays, readExits, remove, removeLimit } from './flow'

const chart = (): ProcessDraft => ({
  title: '甲',
  level: 'general',
  lanes: false,
  steps: [blank('s', 'start'), blank('a'), blank('q', 'decision'), blank('b'), blank('e', 'end')],
  lines: [
    { from: 's', to: 'a', label: '' },
    { from: 'a', to: 'q', label: '' },
    { from: 'q', to: 'b', label: '是' },
    { from: 'q', to: 'a', label: '否' },
    { from: 'b', to: 'e', label: '' },
  ],
  limits: [],
})
const all = (draft: ProcessDraft) => draft.steps.map((_, i) => exits(draft, i))

describe('flow lines in the table', () => {
  it('are written as numbers of rows, with the answer before each exit of a decision', () => {
    expect(all(chart())).toEqual(['2', '3', '是→4；否→2', '5', ''])
  })

  it('are read in the ways in which people write them', () => {
    for (const written of ['是→4；否→5', '是:4;否:5', '是4，否5', '是 -> 4、否 到 5', '是＝４；否＝５']) {
      const read = readExits(chart(), 2, written)
      expect('what' in read ? read : all(read)[2], written).toBe('是→4；否→5')
    }
    const none = readExits(chart(), 3, ' ')
    expect('what' in none ? none : all(none)[3]).toBe('')
  })

  it('say what is wrong with them instead of losing them', () => {
    expect(readExits(chart(), 1, '三')).toEqual({ what: 'shape', part: '三' })
    expect(readExits(chart(), 1, '9')).toEqual({ what: 'number', part: '9' })
    expect(readExits(chart(), 1, '0')).toEqual({ what: 'number', part: '0' })
    expect(readExits(chart(), 1, '2')).toEqual({ what: 'self', part: '2' })
    expect(readExits(chart(), 2, '是4；否4')).toEqual({ what: 'twice', part: '否4' })
  })
})

describe('steps', () => {
  it('are put into the flow where they are added', () => {
    const { draft, id } = addAfter(chart(), 0)
    expect(draft.steps[1]!.id).toBe(id)
    expect(all(draft)).toEqual(['2', '3', '4', '是→5；否→3', '6', ''])
  })

  it('added after a decision are one more answer of it', () => {
    const { draft } = addAfter(chart(), 2)
    expect(all(draft)[2]).toBe('是→5；否→2；4')
    const fresh = change({ ...chart(), lines: chart().lines.filter((line) => line.from !== 'q') }, 2, { kind: 'decision' })
    const first = addAfter(fresh, 2)
    expect(exits(first.draft, 2)).toBe('是→4')
    expect(exits(addAfter(first.draft, 2).draft, 2)).toBe('是→5；否→4')
  })

  it('that are removed leave no gap', () => {
    expect(all(remove(chart(), 1))).toEqual(['2', '是→3', '4', ''])
    expect(all(remove(chart(), 3))).toEqual(['2', '3', '是→4；否→2', ''])
    // One of the answers goes back to where it came from: only the other leads on.
    expect(all(remove(chart(), 2))).toEqual(['2', '3', '4', ''])
    // A decision that leads on to several places: nobody can say which of them is meant.
    expect(all(remove(connect(chart(), 'q', 'e'), 2))).toEqual(['2', '', '4', ''])
  })

  it('keep their lines when they move', () => {
    const moved = move(chart(), 3, -1)
    expect(moved.steps.map((step) => step.id)).toEqual(['s', 'a', 'b', 'q', 'e'])
    expect(all(moved)).toEqual(['2', '4', '5', '是→3；否→2', ''])
    expect(move(chart(), 0, -1)).toEqual(chart())
  })

  it('other than decisions lead to one place: connecting them leads them elsewhere', () => {
    expect(exits(connect(chart(), 'b', 'a'), 3)).toBe('2')
    expect(exits(connect(chart(), 'q', 'e'), 2)).toBe('是→4；否→2；5')
    expect(connect(chart(), 'b', 'b')).toEqual(chart())
    expect(connect(chart(), 'b', 'e')).toEqual(chart())
  })

  it('that become a decision answer, and those that cease to be one do not', () => {
    expect(exits(change(chart(), 1, { kind: 'decision' }), 1)).toBe('是→3')
    expect(exits(change(chart(), 2, { kind: 'process' }), 2)).toBe('4；2')
  })
})

describe('a statutory limit', () => {
  it('is added from the start to an end, changed in its place and taken away, and the draft before is as it was', () => {
    const before = chart()
    const first = addLimit(before)
    expect(first.limits).toEqual([{ working_days: 0, from: 's', to: 'e', basis: '' }])
    const two = changeLimit(addLimit(first), 1, { from: 'a', working_days: 15 })
    expect(two.limits.map((it) => [it.from, it.working_days])).toEqual([['s', 0], ['a', 15]])
    expect(removeLimit(two, 0).limits).toEqual([two.limits[1]])
    expect([before.limits.length, first.limits.length]).toEqual([0, 1])
  })

  it('is a whole number of working days, as people write it, and nothing else', () => {
    for (const written of ['20', ' ２０ ', '20个工作日', '20 工作日']) expect(readDays(written), written).toBe(20)
    for (const written of ['', '0', '-1', '1.5', '1001', '二十', '20日', '1个月', '99999999999999999999', '20天工作日']) expect(readDays(written), written).toBeNull()
  })
})
