import { describe, expect, it, vi } from 'vitest'
import type { ItemRow } from '../../ipc/bindings/ItemRow'
import type { ListView } from '../../ipc/bindings/ListView'
import { CHUNK, ItemList, window } from './list'

const rowAt = (n: number, word = '') => ({ id: String(n), secondary: `事项${n}${word}` }) as ItemRow
const pages = (total: () => number, word: () => string = () => '') =>
  vi.fn((from: number, most: number): Promise<ListView> => Promise.resolve({ items: Array.from({ length: Math.max(0, Math.min(most, total() - from)) }, (_, i) => rowAt(from + i, word())), from, total: total(), all: total(), checked: true }))

describe('the list of a catalogue', () => {
  it('asks for what is in view and its neighbours, once', async () => {
    const ask = pages(() => 5000)
    const list = new ItemList(ask, () => {})
    await list.need(0, 30)
    expect(list.total.value).toBe(5000)
    list.see(2540, 2570)
    list.see(2541, 2571)
    await list.need(2540, 2570)
    expect(list.row(2569)?.id).toBe('2569')
    expect(list.row(100)).toBeUndefined()
    expect(new Set(ask.mock.calls.map(([from]) => from)).size).toBe(ask.mock.calls.length)
  })

  it('shows rows as they were until the new ones are there, and forgets what is behind the end', async () => {
    let [total, word] = [250, '']
    const list = new ItemList(pages(() => total, () => word), () => {})
    await list.need(0, 250)
    await list.need(0, 250)
    ;[total, word] = [120, '新']
    list.see(0, 30)
    const renewing = list.renew()
    expect(list.row(3)?.secondary).toBe('事项3')
    await renewing
    expect(list.row(3)?.secondary).toBe('事项3新')
    expect(list.row(240)).toBeUndefined()
  })

  it('takes no late answer of an earlier question', async () => {
    const waiting: ((view: ListView) => void)[] = []
    const list = new ItemList(() => new Promise((done) => waiting.push(done)), () => {})
    const first = list.need(0, 1)
    const second = list.renew()
    waiting[1]!({ items: [rowAt(1, '新')], from: 0, total: 1, all: 1, checked: true })
    await second
    waiting[0]!({ items: [rowAt(1, '旧')], from: 0, total: 9, all: 9, checked: true })
    await first
    expect([list.row(0)?.secondary, list.total.value]).toEqual(['事项1新', 1])
  })

  it('is renewed when the answer to the latest question is there: what was typed does not give way to what was there before', async () => {
    const waiting: ((view: ListView) => void)[] = []
    const list = new ItemList(() => new Promise((done) => waiting.push(done)), () => {})
    let renewed = false
    const first = list.renew().then(() => (renewed = true))
    const second = list.renew()
    waiting[0]!({ items: [rowAt(1, '旧')], from: 0, total: 1, all: 1, checked: true })
    await new Promise((done) => setTimeout(done))
    expect(renewed).toBe(false)
    waiting[1]!({ items: [rowAt(1, '新')], from: 0, total: 1, all: 1, checked: true })
    await Promise.all([first, second])
    expect(list.row(0)?.secondary).toBe('事项1新')
  })

  it('keeps only some of a hundred thousand rows', async () => {
    const list = new ItemList(pages(() => 100_000), () => {})
    await list.need(0, 1)
    for (let at = 0; at < 100_000; at += 1000) await list.need(at, at + 30)
    const here = Array.from({ length: 1000 }, (_, i) => list.row(i * CHUNK)).filter(Boolean)
    expect(here.length).toBeLessThanOrEqual(40)
  })

  it('draws what is in view and a little around it, however long it is', () => {
    expect(window(100000, 0, 600, 30)).toEqual({ from: 0, to: 32 })
    const middle = window(100000, 30 * 5000, 600, 30)
    expect(middle.to - middle.from).toBeLessThan(50)
    expect(window(3, 0, 600, 30)).toEqual({ from: 0, to: 3 })
    expect(window(3, 9000, 600, 30)).toEqual({ from: 0, to: 3 })
    expect(window(0, 9000, 600, 30)).toEqual({ from: 0, to: 0 })
  })
})
