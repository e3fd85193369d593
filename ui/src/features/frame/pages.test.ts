import { describe, expect, it } from 'vitest'
import { choices, found, newest, type Place } from './pages'

describe('places to jump to', () => {
  const places: Place[] = ['予以公开—自然人', '部分公开—自然人', '自然资源局'].map((title) => ({ title, page: 'report' }))
  it('hold every word, those that begin with it first', () => {
    const titles = (question: string) => found(places, question, 9).map((place) => place.title)
    expect(titles('公开 自然人')).toEqual(['予以公开—自然人', '部分公开—自然人'])
    expect(titles('自然')).toEqual(['自然资源局', '予以公开—自然人', '部分公开—自然人'])
    expect(titles('没有')).toEqual([])
    expect(found(places, '', 2)).toHaveLength(2)
  })
})

describe('years', () => {
  const last = new Date().getFullYear() - 1
  it('begin with the report that is due, not with this year’s first applications', () => {
    expect(newest([last + 1, last, last - 1])).toBe(last)
    expect(newest([])).toBe(last)
  })
  it('can be chosen in an empty file', () => {
    const file = { name: '', path: '', sample: false, read_only: null, agencies: [], years: [last - 3] }
    expect(choices(file, last)).toEqual([last, last - 3])
  })
})
