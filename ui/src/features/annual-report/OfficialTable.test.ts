import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { CellView } from '../../ipc/bindings/CellView'
import type { TableView } from '../../ipc/bindings/TableView'
import OfficialTable from './OfficialTable.vue'

const number = (at: string, text: string, state: string): CellView => ({
  at, text, head: null, col_span: 1, row_span: 1, left: false, state, label: at,
})
const head = (text: string, col_span: number): CellView => ({
  at: null, text, head: 'column', col_span, row_span: 1, left: false, state: null, label: null,
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
    props: { table, marks: { 'requests.granted.natural': 'error' as const }, selected },
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
    expect(view.get('[data-at="requests.granted.natural"]').text()).toBe('!')
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
