import { describe, expect, it } from 'vitest'
import type { CellView } from '../../ipc/bindings/CellView'
import type { TableView } from '../../ipc/bindings/TableView'
import { neighbour, placed } from './grid'

const cell = (text: string, col_span = 1, row_span = 1): CellView => ({
  at: text, text, head: null, col_span, row_span, left: false, state: 'typed', label: text, editable: true, previous: null,
})
// a a b
// c d b
// e f g
const table: TableView = {
  id: 't', summary: '', columns: [0.3, 0.3, 0.4], head_rows: 0,
  rows: [[cell('a', 2), cell('b', 1, 2)], [cell('c'), cell('d')], [cell('e'), cell('f'), cell('g')]],
}

describe('placed', () => {
  it('skips places that spans cover', () => {
    expect(placed(table).map((p) => [p.cell.text, p.row, p.column])).toEqual([
      ['a', 0, 0], ['b', 0, 2], ['c', 1, 0], ['d', 1, 1], ['e', 2, 0], ['f', 2, 1], ['g', 2, 2],
    ])
  })
})

describe('neighbour', () => {
  const places = placed(table)
  const go = (from: string, key: string) =>
    neighbour(places, places.find((p) => p.cell.text === from)!, key)?.cell.text
  it('moves as a spreadsheet does, over merged cells too', () => {
    expect(go('a', 'ArrowRight')).toBe('b')
    expect(go('a', 'ArrowDown')).toBe('c')
    expect(go('b', 'ArrowDown')).toBe('g')
    expect(go('g', 'ArrowUp')).toBe('b')
    expect(go('d', 'ArrowUp')).toBe('a')
    expect(go('d', 'ArrowLeft')).toBe('c')
    expect(go('e', 'End')).toBe('g')
    expect(go('g', 'Home')).toBe('e')
  })
  it('stays at the edge', () => {
    expect(go('a', 'ArrowUp')).toBeUndefined()
    expect(go('g', 'ArrowRight')).toBeUndefined()
    expect(go('g', 'x')).toBeUndefined()
  })
})
