import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ItemRow } from '../../ipc/bindings/ItemRow'
import ItemTable from './ItemTable.vue'
import type { ColumnKey } from './cells'
import { ItemList } from './list'

enableAutoUnmount(afterEach)
beforeAll(() => {
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  } as unknown as typeof ResizeObserver
})

const row = (id: string): ItemRow => ({ id, number: id, kind: 'information', sector: '养老服务', primary: '甲', secondary: `事项${id}`, tertiary: '', time_limit: '实时公开', body: '镇政府', modes: '主动公开', published_on: '', standard: false, superior: false, later: false, withdrawn: false, errors: 0, warnings: 0 })
const COLUMNS: ColumnKey[] = ['number', 'primary', 'secondary', 'time_limit', 'body', 'state']

async function table(ids: string[]) {
  const shown = { ids }
  const list = new ItemList((from, most) => Promise.resolve({ items: shown.ids.slice(from, from + most).map(row), from, total: shown.ids.length, all: 9, checked: true }), (cause) => { throw cause })
  await list.renew()
  const keep = vi.fn((_id: string, _column: string, _text: string) => Promise.resolve(null as string | null))
  const lose = vi.fn()
  const view = mount(ItemTable, { props: { list, columns: COLUMNS, current: null, selected: new Set<string>(), whole: false, sort: null, reading: false, keep, lose, paste: () => Promise.resolve(null) }, attachTo: document.body })
  await flushPromises()
  /** Another answer: these rows, in this order. */
  const answer = async (ids: string[]) => {
    shown.ids = ids
    await list.renew()
    await flushPromises()
  }
  const press = async (id: string, column: string) => {
    await view.findAll('tbody tr[id]').find((tr) => tr.find('td.number .text').text() === id)!.find(`td.${column}`).trigger('mousedown', { button: 0 })
    await flushPromises()
  }
  /** Whose cell has the focus. */
  const where = () => {
    const cell = document.activeElement?.closest('td')
    return cell && `${cell.parentElement?.querySelector('td.number .text')?.textContent} ${COLUMNS.find((column) => cell.classList.contains(column))}`
  }
  return { view, answer, press, where, keep, lose }
}

describe('the list as a spreadsheet', () => {
  it('takes the focus where the mouse goes down, before new rows can come under it', async () => {
    const { view, press, where } = await table(['1', '2', '3'])
    await press('2', 'body')
    expect(where()).toBe('2 body')
    expect(view.emitted('open')).toEqual([['2', 1]])
  })

  it('leaves the focus with the item whose cell has it when another answer puts it elsewhere', async () => {
    const { answer, press, where, keep } = await table(['1', '2', '3'])
    await press('2', 'body')
    await answer(['7', '8', '1', '3', '2'])
    expect(where()).toBe('2 body')
    const input = document.activeElement as HTMLInputElement
    input.value = '党政办'
    input.dispatchEvent(new Event('input', { bubbles: true }))
    await flushPromises()
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    await flushPromises()
    expect(keep.mock.calls).toEqual([['2', 'body', '党政办']])
  })

  it('keeps what is being typed open when its row is put elsewhere', async () => {
    const { answer, press, where, keep } = await table(['1', '2', '3'])
    await press('3', 'body')
    const input = document.activeElement as HTMLInputElement
    input.value = '党政'
    input.dispatchEvent(new Event('input', { bubbles: true }))
    await flushPromises()
    await answer(['3', '2', '1'])
    expect(where()).toBe('3 body')
    expect((document.activeElement as HTMLInputElement).value).toBe('党政')
    expect(keep).not.toHaveBeenCalled()
  })

  it('keeps what was typed in a row that is no longer shown', async () => {
    const { answer, press, keep } = await table(['1', '2', '3'])
    await press('3', 'body')
    const input = document.activeElement as HTMLInputElement
    input.value = '党政办'
    input.dispatchEvent(new Event('input', { bubbles: true }))
    await flushPromises()
    await answer(['1', '2'])
    expect(keep.mock.calls).toEqual([['3', 'body', '党政办']])
  })

  it('hands over what was refused when its row is no longer there, and opens it again when that is back', async () => {
    const { view, answer, press, where, keep, lose } = await table(['1', '2', '3'])
    keep.mockResolvedValue('公开时限写得太长')
    await press('2', 'body')
    const input = document.activeElement as HTMLInputElement
    input.value = '党政综合办公室'
    input.dispatchEvent(new Event('input', { bubbles: true }))
    await answer(['7', '8'])
    expect(keep).toHaveBeenCalledWith('2', 'body', '党政综合办公室')
    const cell = { id: '2', column: 'body', text: '党政综合办公室', why: '公开时限写得太长' } as const
    expect(lose.mock.calls).toEqual([[cell]])
    expect(view.find('#cell-refused').exists()).toBe(false)
    await answer(['1', '2', '3'])
    await view.setProps({ bring: { index: 1, cell } })
    await flushPromises()
    expect(where()).toBe('2 body')
    expect((document.activeElement as HTMLInputElement).value).toBe('党政综合办公室')
    expect(view.find('#cell-refused').text()).toBe('公开时限写得太长')
    keep.mockResolvedValue(null)
    ;(document.activeElement as HTMLInputElement).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    await flushPromises()
    expect(keep.mock.calls.at(-1)).toEqual(['2', 'body', '党政综合办公室'])
    expect(view.find('#cell-refused').exists()).toBe(false)
    // A row that is not where it was said to be takes nothing that was typed in another.
    await view.setProps({ bring: { index: 0, cell } })
    await flushPromises()
    expect([lose.mock.calls.length, keep.mock.calls.length]).toEqual([2, 2])
  })

  it('leaves the focus in its column when a column comes before it', async () => {
    const { view, press, where } = await table(['1', '2', '3'])
    await press('2', 'body')
    await view.setProps({ columns: ['number', 'primary', 'secondary', 'tertiary', 'time_limit', 'body', 'state'] })
    await flushPromises()
    expect(where()).toBe('2 body')
    expect(document.querySelectorAll('td.at')).toHaveLength(1)
    expect(document.querySelector('td.at')?.classList.contains('body')).toBe(true)
  })
})
