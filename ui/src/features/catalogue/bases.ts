// The basis library: which acts fit a filter and a question, and in which order.
import type { BasesView } from '../../ipc/bindings/BasesView'
import type { BasisRow } from '../../ipc/bindings/BasisRow'
import { answers } from '../../shared/question'

export type BasisFilter = 'all' | 'cited' | 'stale' | 'in_force' | 'check' | 'ended' | 'unchecked' | 'own' | 'unknown'
export type BasisKey = 'name' | 'number' | 'issued' | 'state_label' | 'checked' | 'cited'

const FITS: Record<Exclude<BasisFilter, 'unknown'>, (row: BasisRow) => boolean> = {
  all: () => true,
  cited: (row) => row.cited.length > 0,
  stale: (row) => row.stale && row.cited.length > 0,
  in_force: (row) => row.state === 'in_force',
  check: (row) => row.state === 'check',
  ended: (row) => row.stale,
  unchecked: (row) => !row.checked,
  own: (row) => row.own,
}

/** The acts that fit a filter and hold every word of a question. */
export function fittingBases(view: BasesView, filter: BasisFilter, question: string): BasisRow[] {
  if (filter === 'unknown') return []
  const fits = answers(question)
  return view.bases.filter((row) => FITS[filter](row) && fits(row.name, row.number, row.issuer))
}

const order = new Intl.Collator('zh-CN', { numeric: true })

/** Sorted; without a key in the library’s order. What is cited most comes first, and so does what is to be checked. */
export function sortedBases(rows: BasisRow[], by: { key: BasisKey; down: boolean } | null): BasisRow[] {
  if (!by) return rows
  const compare = (a: BasisRow, b: BasisRow) => {
    if (by.key === 'cited') return b.cited.length - a.cited.length
    if (by.key === 'checked') return Number(a.checked) - Number(b.checked)
    return order.compare(a[by.key], b[by.key])
  }
  return rows.map((row, i) => ({ row, i })).sort((a, b) => (by.down ? -1 : 1) * compare(a.row, b.row) || a.i - b.i).map(({ row }) => row)
}
