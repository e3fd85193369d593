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
 * A block as Excel and WPS put it on the clipboard: the words from its text; from its HTML only which places are covered
 * by a merged cell (null). In the text they look like empty cells, and would empty what they fall on.
 */
export function blockOf(text: string, html: string): (string | null)[][] {
  const plain = cellsOf(text)
  // Parsed this way, nothing in it is run or fetched.
  const rows = [...(new DOMParser().parseFromString(html, 'text/html').querySelector('table')?.rows ?? [])]
  if (rows.length !== plain.length) return plain
  const covered = new Set<string>()
  rows.forEach((row, r) => {
    let c = 0
    for (const cell of row.cells) {
      while (covered.has(`${r},${c}`)) c += 1
      const [down, right] = [Math.min(cell.rowSpan || 1, plain.length - r), Math.min(cell.colSpan || 1, (plain[r]?.length ?? 0) - c)]
      for (let y = r; y < r + down; y += 1) for (let x = c; x < c + right; x += 1) if (y !== r || x !== c) covered.add(`${y},${x}`)
      c += Math.max(1, right)
    }
  })
  // Words where nothing can stand: the two are not of one block.
  const apart = plain.some((texts, r) => texts.some((words, c) => words.trim() !== '' && covered.has(`${r},${c}`)))
  return apart ? plain : plain.map((texts, r) => texts.map((words, c) => (covered.has(`${r},${c}`) ? null : words)))
}

/**
 * The number cells that a block falls on when its first cell is put here. What falls on heads and covered places is left
 * out; `beyond` counts the filled cells that fall outside the table.
 */
export function landing(places: Place[], from: Place, block: (string | null)[][]): { cells: CellText[]; beyond: number } {
  const begins = new Map(places.map((place) => [`${place.row},${place.column}`, place]))
  const height = Math.max(...places.map((place) => place.row + place.cell.row_span))
  const width = Math.max(...places.map((place) => place.column + place.cell.col_span))
  const cells: CellText[] = []
  let beyond = 0
  block.forEach((texts, r) =>
    texts.forEach((text, c) => {
      const [row, column] = [from.row + r, from.column + c]
      if (text === null) return
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
