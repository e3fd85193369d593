import { describe, expect, it } from 'vitest'
import { readable, writable } from './live'

const numbers = [
  { at: 'requests.new.total', label: '本年新收—总计' },
  { at: 'a.x', label: '其他' },
  { at: 'b.x', label: '其他' },
]

describe('a live number', () => {
  it('is shown under its Chinese name and kept under its address, with its measure', () => {
    const kept = '新收{{requests.new.total}}件，上年{{previous:requests.new.total}}件，增{{change%:requests.new.total}}%。'
    const shown = readable(kept, numbers)
    expect(shown).toBe('新收{{本年新收—总计}}件，上年{{上年：本年新收—总计}}件，增{{比上年%：本年新收—总计}}%。')
    expect(writable(shown, numbers)).toBe(kept)
  })

  it('keeps its address where a name would stand for two cells', () => {
    expect(readable('{{a.x}}', numbers)).toBe('{{a.x}}')
    expect(writable('{{其他}}', numbers)).toBe('{{其他}}')
  })

  it('leaves alone what it does not know, so that the checks can say so', () => {
    for (const text of ['{{没有}}', '{{', '}}甲{{', '{{\n}}']) {
      expect(readable(text, numbers)).toBe(text)
      expect(writable(text, numbers)).toBe(text)
    }
  })
})
