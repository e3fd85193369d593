// The list of a catalogue: which rows fit a question, and in which order.
import type { ItemRow } from '../../ipc/bindings/ItemRow'

export type SortKey = 'number' | 'sector' | 'primary' | 'secondary' | 'time_limit' | 'body' | 'modes' | 'state'
export interface Sorting {
  key: SortKey
  down: boolean
}

const half = (text: string) => text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\s+/g, ' ').toLowerCase()

/** What a question is searched in. */
const textOf = (row: ItemRow) => half([row.number, row.sector, row.primary, row.secondary, row.tertiary, row.time_limit, row.body, row.modes].join(' '))

/** The rows of a sector (null: all) that hold every word of a question. */
export function fitting(rows: ItemRow[], sector: string | null, question: string): ItemRow[] {
  const words = half(question).split(' ').filter(Boolean)
  return rows.filter((row) => (sector === null || row.sector === sector) && (!words.length || words.every((word) => textOf(row).includes(word))))
}

const order = new Intl.Collator('zh-CN', { numeric: true })
const weight = (row: ItemRow) => row.errors * 1000 + row.warnings

/** Sorted; without a key in the order of the list. */
export function sorted(rows: ItemRow[], by: Sorting | null): ItemRow[] {
  if (!by) return rows
  const compare = (a: ItemRow, b: ItemRow) => (by.key === 'state' ? weight(b) - weight(a) : order.compare(a[by.key], b[by.key]))
  return rows.map((row, i) => ({ row, i })).sort((a, b) => (by.down ? -1 : 1) * compare(a.row, b.row) || a.i - b.i).map(({ row }) => row)
}

/** The rows that are drawn of a long list: those in view and some around. */
export function window(count: number, top: number, height: number, rowHeight: number): { from: number; to: number } {
  const around = 12
  const from = Math.max(0, Math.floor(top / rowHeight) - around)
  return { from, to: Math.min(count, Math.ceil((top + height) / rowHeight) + around) }
}
