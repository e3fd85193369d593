// The pages there are, in the order of Alt-1, Alt-2, …; only those that work.
import type { FileView } from '../../ipc/bindings/FileView'

export const PAGES = ['workbench', 'catalogue', 'publications', 'applications', 'report', 'processes', 'booklets', 'settings'] as const
export type Page = (typeof PAGES)[number]

/** A place to jump to. */
export interface Place {
  /** What is searched and shown. */
  title: string
  page: Page
  agency?: string
  year?: number
  /** A cell, a section, an item. */
  at?: string
}

/** The newest year that is over: cases received this January do not make a report of this year. */
export function newest(years: number[]): number {
  const last = new Date().getFullYear() - 1
  return years.find((y) => y <= last) ?? last
}

/** The years that can be chosen: those with something in them, the one that is due, and the one shown. */
export function choices(file: FileView, shown: number): number[] {
  return [...new Set([...file.years, newest(file.years), new Date().getFullYear() - 1, shown])].sort((a, b) => b - a)
}

/** The places that hold every word of a question, those that begin with it first; at most `most`. */
export function found(places: Place[], question: string, most: number): Place[] {
  const words = question.toLowerCase().split(/\s+/).filter(Boolean)
  const fit = places.filter((place) => words.every((word) => place.title.toLowerCase().includes(word)))
  const begins = (place: Place) => (words[0] && place.title.toLowerCase().startsWith(words[0]) ? 0 : 1)
  return fit.map((place, i) => ({ place, i })).sort((a, b) => begins(a.place) - begins(b.place) || a.i - b.i).slice(0, most).map(({ place }) => place)
}
