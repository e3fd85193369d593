// The columns of the list, and blocks of its cells to and from Excel and WPS.
import type { ItemCell } from '../../ipc/bindings/ItemCell'
import type { ItemRow } from '../../ipc/bindings/ItemRow'
import type { SortKey } from '../../ipc/bindings/SortKey'

/** A column that is typed into; also what it is sorted by and what the core calls it. */
export type CellKey = 'number' | 'sector' | 'primary' | 'secondary' | 'tertiary' | 'time_limit' | 'body'
export type ColumnKey = CellKey | 'modes' | 'state'

export const TYPED: CellKey[] = ['number', 'sector', 'primary', 'secondary', 'tertiary', 'time_limit', 'body']
export const isTyped = (column: ColumnKey): column is CellKey => (TYPED as ColumnKey[]).includes(column)
export const sortKey = (column: ColumnKey): SortKey | null => (column === 'modes' ? null : column)

/** What was typed in a cell, and why it was not kept. */
export interface Refused {
  id: string
  column: CellKey
  text: string
  why: string
}

/** A cell by its place: row in the list, column among those shown. */
export interface At {
  row: number
  column: number
}
/** The rectangle between two cells, both within. */
export const rectangle = (a: At, b: At) => ({
  top: Math.min(a.row, b.row),
  bottom: Math.max(a.row, b.row),
  left: Math.min(a.column, b.column),
  right: Math.max(a.column, b.column),
})

const quote = (text: string) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Rows as text for Excel and WPS. */
export const textOf = (rows: ItemRow[], columns: ColumnKey[], say: (row: ItemRow) => string) =>
  rows.map((row) => columns.map((column) => quote(column === 'state' ? say(row) : row[column])).join('\t')).join('\r\n')

/**
 * Where the texts of a block fall. A single text fills what is selected. `wide`: filled texts fall beside the columns
 * that are typed into; `beyond`: so many rows of the block fall behind the last item.
 */
export function landing(block: (string | null)[][], from: At, to: At, columns: ColumnKey[], row: (index: number) => ItemRow | undefined, total: number) {
  const area = rectangle(from, to)
  const [only] = block.length === 1 && block[0]!.length === 1 ? block[0]! : []
  const texts =
    only === undefined ? block : Array.from({ length: area.bottom - area.top + 1 }, () => Array.from({ length: area.right - area.left + 1 }, () => only))
  const cells: ItemCell[] = []
  let wide = false
  texts.forEach((line, r) =>
    line.forEach((text, c) => {
      const column = columns[area.left + c]
      const item = row(area.top + r)
      if (text === null || !item) return
      if (column && isTyped(column)) cells.push({ id: item.id, column, text })
      else if (text.trim() && only === undefined) wide = true
    }),
  )
  return { cells, wide, beyond: Math.max(0, area.top + texts.length - total) }
}
