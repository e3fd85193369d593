import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { CellView } from '../../ipc/bindings/CellView'
import type { TableView } from '../../ipc/bindings/TableView'
import OfficialTable from './OfficialTable.vue'

const number = (at: string, text: string, state: string): CellView => ({
  at, text, head: null, col_span: 1, row_span: 1, left: false, state, label: at, editable: state === 'blank' || state === 'typed', previous: null,
})
const head = (text: string, col_span: number): CellView => ({
  at: null, text, head: 'column', col_span, row_span: 1, left: false, state: null, label: null, editable: false, previous: null,
})
const table: TableView = {
  id: 'requests', summary: '某表', columns: [0.5, 0.5], head_rows: 1,
  rows: [
    [head('申请人情况', 2)],
    [number('requests.new.natural', '3', 'counted'), number('requests.new.total', '3', 'computed')],
    [number('requests.granted.natural', '', 'blank'), number('requests.granted.total', '0', 'not_applicable')],
  ],
}

const mounted = (selected: string | null = null) =>
  mount(OfficialTable, {
    props: { table, marks: { 'requests.new.natural': 'error' as const, 'requests.granted.natural': 'error' as const }, selected },
    attachTo: document.body,
  })

describe('the official table', () => {
  it('is a real table with the form’s merged heads', () => {
    const view = mounted()
    expect(view.get('th').attributes()).toMatchObject({ colspan: '2', scope: 'col' })
    expect(view.findAll('td')).toHaveLength(4)
    view.unmount()
  })

  it('shows blank, 0 and 不适用 as three different things, also to a screen reader', () => {
    const view = mounted()
    const words = view.findAll('td').map((cell) => cell.attributes('aria-label'))
    expect(words[2]).toContain('未填')
    expect(words[3]).toContain('不适用')
    expect(new Set(words).size).toBe(4)
    view.unmount()
  })

  it('marks a finding by a sign, not by colour alone', () => {
    const view = mounted()
    expect(view.get('[data-at="requests.new.natural"]').text()).toBe('!3')
    expect(view.get('[data-at="requests.granted.natural"]').text(), 'a blank cell is hatched already').toBe('')
    view.unmount()
  })

  it('is one stop for Tab; arrows move, Enter asks for the source', async () => {
    const view = mounted()
    expect(view.findAll('td[tabindex="0"]')).toHaveLength(1)
    await view.get('[data-at="requests.new.natural"]').trigger('keydown', { key: 'ArrowDown' })
    await view.vm.$nextTick()
    expect(document.activeElement?.getAttribute('data-at')).toBe('requests.granted.natural')
    await view.get('[data-at="requests.granted.natural"]').trigger('keydown', { key: 'Enter' })
    expect(view.emitted('trace')).toEqual([['requests.granted.natural']])
    view.unmount()
  })

  it('leaves shortcuts of the program alone', async () => {
    const view = mounted()
    await view.get('[data-at="requests.new.natural"]').trigger('keydown', { key: 'Enter', ctrlKey: true })
    expect(view.emitted('trace')).toBeUndefined()
    view.unmount()
  })
})

describe('the official table as a spreadsheet', () => {
  const typed: TableView = {
    id: 'requests', summary: '某表', columns: [0.5, 0.5], head_rows: 0,
    rows: [
      [number('a1', '1', 'typed'), number('a2', '2', 'typed'), number('a3', '3', 'computed')],
      [number('b1', '', 'blank'), number('b2', '', 'blank'), number('b3', '', 'computed')],
    ],
  }
  const sheet = (keep: (at: string, text: string) => Promise<string | null>, reading = false) =>
    mount(OfficialTable, { props: { table: typed, marks: {}, selected: null, keep, reading }, attachTo: document.body })
  type Sheet = ReturnType<typeof sheet>
  /** What has the keys of a cell: its field, or itself when nothing can be typed. */
  const target = (view: Sheet, at: string) => {
    const field = view.find(`[data-at="${at}"] input`)
    return field.exists() ? field : view.get(`[data-at="${at}"]`)
  }
  const type = async (view: Sheet, at: string, text: string) => {
    ;(target(view, at).element as HTMLElement).focus()
    await target(view, at).setValue(text)
  }
  const editors = (view: Sheet) => view.findAll('input.cell:not(.idle)')
  const press = async (view: Sheet, at: string, key: string, more: object = {}) => {
    const field = target(view, at)
    ;(field.element as HTMLElement).focus()
    await field.trigger('keydown', { key, ...more })
    await flushPromises()
  }
  const enter = async (view: Sheet, key: string, more: object = {}) => {
    await view.get('input.cell:not(.idle)').trigger('keydown', { key, ...more })
    await flushPromises()
  }
  const focused = () => document.activeElement?.closest('[data-at]')?.getAttribute('data-at')
  const kept = () => {
    const calls: [string, string][] = []
    const keep = (at: string, text: string) => (calls.push([at, text]), Promise.resolve(null))
    return { calls, keep }
  }
  const clipboard = (type: string, text = '') => {
    const data = { text, setData: (_: string, value: string) => (data.text = value), getData: () => data.text }
    const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), { clipboardData: data })
    return { event: event as unknown as ClipboardEvent, data }
  }

  it('is typed into: a key replaces, Enter keeps and goes down, Tab to the next typed cell', async () => {
    const { calls, keep } = kept()
    const view = sheet(keep)
    await type(view, 'a1', '7')
    await enter(view, 'Enter')
    expect(calls).toEqual([['a1', '7']])
    expect(focused()).toBe('b1')
    await press(view, 'a2', 'Tab')
    expect(focused(), 'past the total').toBe('b1')
    view.unmount()
  })

  it('keeps a 0 that is typed where 不适用 stood, which prints 0, too', async () => {
    const { calls, keep } = kept()
    const cell = { ...number('a1', '0', 'not_applicable'), editable: true }
    const view = mount(OfficialTable, { props: { table: { ...typed, rows: [[cell]] }, marks: {}, selected: null, keep }, attachTo: document.body })
    await type(view, 'a1', '0')
    await enter(view, 'Enter')
    expect(calls).toEqual([['a1', '0']])
    view.unmount()
  })

  it('F2 changes what is there, Esc leaves it as it was, Delete empties', async () => {
    const { calls, keep } = kept()
    const view = sheet(keep)
    await press(view, 'a2', 'F2')
    expect((view.get('input.cell:not(.idle)').element as HTMLInputElement).value).toBe('2')
    await enter(view, 'Escape')
    expect(calls).toEqual([])
    expect(focused()).toBe('a2')
    await press(view, 'a2', 'Delete')
    expect(calls).toEqual([['a2', '']])
    view.unmount()
  })

  it('leaves the keys of an input method to it', async () => {
    const { calls, keep } = kept()
    const view = sheet(keep)
    await press(view, 'a1', 'Process', { isComposing: true })
    await type(view, 'a1', 'ni')
    await enter(view, 'Enter', { isComposing: true })
    expect(editors(view)).toHaveLength(1)
    expect(calls).toEqual([])
    view.unmount()
  })

  it('Ctrl-D takes over what stands above', async () => {
    const { calls, keep } = kept()
    const view = sheet(keep)
    await press(view, 'b2', 'd', { ctrlKey: true })
    expect(calls).toEqual([['b2', '2']])
    view.unmount()
  })

  it('never types into a computed cell, nor into a file that is open for reading', async () => {
    const { calls, keep } = kept()
    const view = sheet(keep)
    await press(view, 'a3', '9')
    expect(editors(view)).toHaveLength(0)
    view.unmount()
    const reading = sheet(keep, true)
    await press(reading, 'a1', '9')
    await press(reading, 'a1', 'Delete')
    expect(reading.findAll('input')).toHaveLength(0)
    expect(calls).toEqual([])
    reading.unmount()
  })

  it('opens again with what was typed when that is refused', async () => {
    const view = sheet(() => Promise.resolve('不是数'))
    await type(view, 'a1', 'x')
    await enter(view, 'Enter')
    expect((view.get('input.cell:not(.idle)').element as HTMLInputElement).value).toBe('x')
    expect(view.get('[role="alert"]').text()).toBe('不是数')
    await enter(view, 'Escape')
    expect(view.find('[role="alert"]').exists()).toBe(false)
    view.unmount()
  })

  it('copies what is selected and pastes a block at the cell', async () => {
    const view = sheet(kept().keep)
    await press(view, 'a1', 'ArrowRight', { shiftKey: true })
    await press(view, 'a1', 'ArrowDown', { shiftKey: true })
    const copy = clipboard('copy')
    target(view, 'a1').element.dispatchEvent(copy.event)
    expect(copy.data.text).toBe('1\t2\r\n\t')
    target(view, 'a1').element.dispatchEvent(clipboard('paste', '5\t6\t11\t9\r\n1,234').event)
    expect(view.emitted('block')).toEqual([[
      [{ at: 'a1', text: '5' }, { at: 'a2', text: '6' }, { at: 'a3', text: '11' }, { at: 'b1', text: '1,234' }], 1,
    ]])
    view.unmount()
  })

  it('lets Tab out after Esc', async () => {
    const view = sheet(kept().keep)
    await press(view, 'a1', 'Escape')
    const event = new KeyboardEvent('keydown', { key: 'Tab', cancelable: true, bubbles: true })
    target(view, 'a1').element.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(false)
    view.unmount()
  })
})
