// What the one box answers with: places of the window, then records, in groups; and the row that the keyboard is on.
import type { HitView } from '../../ipc/bindings/HitView'
import type { SearchView } from '../../ipc/bindings/SearchView'
import { searchWords as words } from '../../locales/search'
import type { Place } from './pages'

export type Answer = { key: string; place: Place; hit?: undefined } | { key: string; hit: HitView; place?: undefined }

export interface Group {
  label: string
  /** The first answer's place among all answers. */
  from: number
  answers: Answer[]
}

/** Places, then what was found, as they are listed. */
export function grouped(places: Place[], found: SearchView | null): Group[] {
  const groups: Group[] = []
  let from = 0
  const add = (label: string, answers: Answer[]) => {
    if (answers.length) groups.push({ label, from, answers })
    from += answers.length
  }
  add(words.places, places.map((place) => ({ key: `p/${place.page}/${place.agency ?? ''}/${place.year ?? ''}/${place.at ?? ''}/${place.title}`, place })))
  for (const group of found?.groups ?? []) {
    const label = (group.hits.length < group.total ? words.shownSome : words.shown).replace('{label}', group.label).replace('{total}', String(group.total)).replace('{n}', String(group.hits.length))
    add(label, group.hits.map((hit) => ({ key: `${hit.kind}/${hit.id}`, hit })))
  }
  return groups
}

/** Where a record is opened; null: nowhere yet. */
export function placeOf(hit: HitView): Place | null {
  const title = hit.title.map((piece) => piece.text).join('')
  switch (hit.place?.page) {
    case 'catalogue':
      return { title, page: 'catalogue', agency: hit.place.agency, at: hit.place.item }
    case 'publications':
      return { title, page: 'publications', agency: hit.place.agency, at: hit.place.publication }
    case 'applications':
      return { title, page: 'applications', agency: hit.place.agency, at: hit.place.application }
    case 'disputes':
      return { title, page: 'applications', agency: hit.place.agency, at: `dispute.${hit.place.dispute}` }
    case 'report':
      return { title, page: 'report', agency: hit.place.agency, year: hit.place.year ?? undefined, at: hit.place.at ?? undefined }
    default:
      return null
  }
}
