import { describe, expect, it } from 'vitest'
import type { ItemRow } from '../../ipc/bindings/ItemRow'
import { fitting, sorted, window } from './rows'

const row = (id: string, more: Partial<ItemRow> = {}): ItemRow => ({
  id, number: id, sector: '', primary: '', secondary: `事项${id}`, tertiary: '', time_limit: '', body: '', modes: '主动公开', standard: false, superior: false, later: false, withdrawn: false, errors: 0, warnings: 0, ...more,
})

describe('the list of a catalogue', () => {
  it('is searched in for every word, in any field, full-width or not', () => {
    const rows = [row('1', { secondary: '惠农补贴发放', body: '党政办' }), row('2', { secondary: '补贴名单', sector: '养老服务' })]
    expect(fitting(rows, null, '补贴').map((it) => it.id)).toEqual(['1', '2'])
    expect(fitting(rows, null, '补贴 党政办').map((it) => it.id)).toEqual(['1'])
    expect(fitting(rows, '养老服务', '补贴').map((it) => it.id)).toEqual(['2'])
    expect(fitting([row('A1')], null, 'ａ１')).toHaveLength(1)
    expect(fitting(rows, '', '')).toEqual([rows[0]])
  })

  it('is sorted by numbers as numbers, and errors come first', () => {
    const rows = [row('10'), row('9', { warnings: 3 }), row('2', { errors: 1 })]
    expect(sorted(rows, { key: 'number', down: false }).map((it) => it.id)).toEqual(['2', '9', '10'])
    expect(sorted(rows, { key: 'number', down: true }).map((it) => it.id)).toEqual(['10', '9', '2'])
    expect(sorted(rows, { key: 'state', down: false }).map((it) => it.id)).toEqual(['2', '9', '10'])
    expect(sorted(rows, null)).toBe(rows)
  })

  it('draws what is in view and a little around it, however long it is', () => {
    expect(window(100000, 0, 600, 34)).toEqual({ from: 0, to: 30 })
    const middle = window(100000, 34 * 5000, 600, 34)
    expect(middle.to - middle.from).toBeLessThan(50)
    expect(middle.from).toBeLessThanOrEqual(5000)
    expect(window(3, 0, 600, 34)).toEqual({ from: 0, to: 3 })
  })
})
