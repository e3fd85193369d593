// Blocks of cells to and from Excel and WPS: text with tabs and line ends, as both write and read it.
import type { CellText } from '../../ipc/bindings/CellText'
import type { Place } from './grid'

/** Rows of cells; a cell in quotes may hold tabs, line ends and doubled quotes. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const body = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let i = 0; i < body.length; i += 1) {
    const c = body[i]!
    if (quoted) {
      if (c !== '"') cell += c
      else if (body[i + 1] === '"') cell += body[(i += 1)]
      else quoted = false
    } else if (c === '"' && cell === '') quoted = true
    else if (c === '\t' || c === '\n') {
      rows.at(-1)!.push(cell)
      cell = ''
      if (c === '\n') rows.push([])
    } else cell += c
  }
  rows.at(-1)!.push(cell)
  return rows
}

/**
 * The number cells that a block falls on when its first cell is put here. What falls on heads and covered places is left
 * out; `beyond` counts the filled cells that fall outside the table.
 */
export function landing(places: Place[], from: Place, block: string[][]): { cells: CellText[]; beyond: number } {
  const begins = new Map(places.map((place) => [`${place.row},${place.column}`, place]))
  const height = Math.max(...places.map((place) => place.row + place.cell.row_span))
  const width = Math.max(...places.map((place) => place.column + place.cell.col_span))
  const cells: CellText[] = []
  let beyond = 0
  block.forEach((texts, r) =>
    texts.forEach((text, c) => {
      const [row, column] = [from.row + r, from.column + c]
      if (row >= height || column >= width) beyond += text.trim() === '' ? 0 : 1
      else {
        const at = begins.get(`${row},${column}`)?.cell.at
        if (at) cells.push({ at, text })
      }
    }),
  )
  return { cells, beyond }
}

/** The places of the rectangle between two, both within. */
export function between(places: Place[], a: Place, b: Place): Place[] {
  const [top, bottom] = [Math.min(a.row, b.row), Math.max(a.row, b.row)]
  const [left, right] = [Math.min(a.column, b.column), Math.max(a.column, b.column)]
  return places.filter((p) => p.row >= top && p.row <= bottom && p.column >= left && p.column <= right)
}

/** The rectangle as text for Excel and WPS; covered places are empty, so that columns stay columns. */
export function textOf(places: Place[]): string {
  const rows = [...new Set(places.map((place) => place.row))].sort((a, b) => a - b)
  const columns = [...new Set(places.map((place) => place.column))].sort((a, b) => a - b)
  const quote = (text: string) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const at = (row: number, column: number) => places.find((p) => p.row === row && p.column === column)?.cell.text ?? ''
  return rows.map((row) => columns.map((column) => quote(at(row, column))).join('\t')).join('\r\n')
}

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&', '&nbsp;': ' ' }

/** The words of HTML that we wrote ourselves, for programs that take no HTML: a line a paragraph or row, tabs between cells. */
export const wordsOf = (html: string) =>
  html
    .replace(/\s*\n\s*/g, '')
    .replace(/<\/t[dh]>/g, '\t')
    .replace(/<\/(?:p|h\d|tr|caption|div)>|<br[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|quot|#39|amp|nbsp);/g, (entity) => ENTITIES[entity]!)
