// Where cells stand in a table with spans, and which one lies in a direction.
import type { CellView } from '../../ipc/bindings/CellView'
import type { TableView } from '../../ipc/bindings/TableView'

export interface Place {
  row: number
  column: number
  cell: CellView
}

/** The top-left place of every cell; covered places are skipped. */
export function placed(table: TableView): Place[] {
  const covered = new Set<string>()
  const places: Place[] = []
  table.rows.forEach((cells, row) => {
    let column = 0
    for (const cell of cells) {
      while (covered.has(`${row},${column}`)) column += 1
      places.push({ row, column, cell })
      for (let r = row; r < row + cell.row_span; r += 1) {
        for (let c = column; c < column + cell.col_span; c += 1) covered.add(`${r},${c}`)
      }
      column += cell.col_span
    }
  })
  return places
}

/** The nearest place in the direction of an arrow key, as in a spreadsheet; undefined at the edge and for other keys. */
export function neighbour(places: Place[], from: Place, key: string): Place | undefined {
  const right = (p: Place) => p.column + p.cell.col_span
  const overlaps = (p: Place) => p.column < right(from) && from.column < right(p)
  const nearest = (found: Place[], distance: (p: Place) => number) =>
    found.reduce<Place | undefined>((best, p) => (best && distance(best) <= distance(p) ? best : p), undefined)
  switch (key) {
    case 'ArrowRight':
      return nearest(places.filter((p) => p.row === from.row && p.column > from.column), (p) => p.column)
    case 'ArrowLeft':
      return nearest(places.filter((p) => p.row === from.row && p.column < from.column), (p) => -p.column)
    case 'ArrowDown':
      return nearest(places.filter((p) => p.row > from.row && overlaps(p)), (p) => p.row * 1000 + p.column)
    case 'ArrowUp':
      return nearest(places.filter((p) => p.row < from.row && overlaps(p)), (p) => -p.row * 1000 + p.column)
    case 'Home':
      return nearest(places.filter((p) => p.row === from.row), (p) => p.column)
    case 'End':
      return nearest(places.filter((p) => p.row === from.row), (p) => -p.column)
    default:
      return undefined
  }
}
