// What the parts of a case's page have in common.
import type { AppError } from '../../ipc/bindings/AppError'
import type { ApplicationEdited } from '../../ipc/bindings/ApplicationEdited'
import type { ApplicantInput } from '../../ipc/bindings/ApplicantInput'
import type { DisputeEdited } from '../../ipc/bindings/DisputeEdited'
import type { ApplicationRow } from '../../ipc/bindings/ApplicationRow'
import type { EventInput } from '../../ipc/bindings/EventInput'
import type { LetterRequest } from '../../ipc/bindings/LetterRequest'
import type { RegisterInput } from '../../ipc/bindings/RegisterInput'
import { applications as words } from '../../locales/applications'

/** Makes one change of the case that is open; gives what stood in the way, for the part to say at its field. */
export type Keep = (work: () => Promise<ApplicationEdited>) => Promise<AppError | null>

/** Makes one change of a dispute. */
export type KeepDispute = (work: () => Promise<DisputeEdited>) => Promise<AppError | null>

export const emptyEvent = (kind: string, on: string): EventInput => ({
  kind, on, until: '', working_days: null, approved_by: '', to: '', proof: '', cause: '', applicant_kind: '', pages: null, nth: null, public: false, event: '', new_on: '', channel: '', arrived_on: '', confirmed_on: '', reason: '',
})
export const emptyApplicant = (): ApplicantInput => ({ kind: '', name: '', document_kind: '', document: '', contact: '', phone: '', email: '', address: '' })
export const emptyRegister = (today: string): RegisterInput => ({
  channel: '', arrived_on: today, confirmed_on: '', applicants: [emptyApplicant()], subject: '', description: '', form: '', way: '', note: '', letter: '',
})
export const letterRequest = (kind: string, more: Partial<LetterRequest> = {}): LetterRequest => ({ kind, fields: {}, formats: [], number: '', masked: false, draft: false, original: false, ...more })

/** The letter that tells what an event entered, by the event’s kind. */
export const LETTER_OF: Record<string, string> = {
  registered: 'receipt',
  supplement_asked: 'supplement_notice',
  third_party_asked: 'third_party_inquiry',
  other_organ_asked: 'organ_inquiry',
  reasons_asked: 'reasons_notice',
  delay_fixed: 'delay_notice',
  fee_noticed: 'fee_notice',
  extended: 'extension_notice',
  transferred: 'transfer',
  delivered: 'delivery',
}
/** The event that a letter tells of. */
export const eventOf = (letter: string) => Object.entries(LETTER_OF).find(([, kind]) => kind === letter)?.[0] ?? ''

/** 2026年1月20日. */
export function long(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return day ? `${year}年${month}月${date}日` : ''
}

/** How far off a day is, in words. */
export function distance(days: number | null): string {
  if (days === null) return ''
  if (days < 0) return words.over.replace('{n}', String(-days))
  return days === 0 ? words.today : words.left.replace('{n}', String(days))
}

/** Which cases a filter lets through. */
export function fits(row: ApplicationRow, filter: string): boolean {
  const open = !row.void && !row.closed_on
  switch (filter) {
    case 'open':
      return open
    case 'overdue':
      return open && row.days !== null && row.days < 0
    case 'soon':
      return open && row.days !== null && row.days >= 0 && row.days <= 7
    case 'closed':
      return !row.void && !!row.closed_on
    case 'void':
      return row.void
    default:
      return true
  }
}

/** The rows in an order. Those without a day stand last. */
export function sorted(rows: ApplicationRow[], by: string): ApplicationRow[] {
  const last = '9999'
  const open = (row: ApplicationRow) => (row.closed_on || row.void ? last : row.due || last)
  const keys: Record<string, (a: ApplicationRow, b: ApplicationRow) => number> = {
    oldest: (a, b) => (a.received_on || last).localeCompare(b.received_on || last),
    due: (a, b) => open(a).localeCompare(open(b)),
    number: (a, b) => a.number.localeCompare(b.number, 'zh-CN', { numeric: true }),
  }
  const order = keys[by]
  // The core gives the newest first.
  return order ? [...rows].sort(order) : rows
}

/** Whether a row holds every word of a question. */
export function holds(row: ApplicationRow, question: string): boolean {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase()
  const text = plain([row.number, row.subject, row.applicant, row.applicant_kind, row.stage_label, row.outcome_label].join(' '))
  return plain(question).split(/\s+/).filter(Boolean).every((word) => text.includes(word))
}
