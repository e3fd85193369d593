import { describe, expect, it } from 'vitest'
import type { CellView } from '../../ipc/bindings/CellView'
import { between, blockOf, cellsOf, landing, textOf, wordsOf } from './clipboard'
import { placed } from './grid'

const cell = (at: string | null, text = '', spans: Partial<CellView> = {}): CellView => ({
  at, text, head: at ? null : 'row', col_span: 1, row_span: 1, left: false, state: at ? 'blank' : null, label: at,
  editable: at !== null, previous: null, ...spans,
})
const table = (rows: CellView[][]) => ({ id: 't', summary: '', columns: [], head_rows: 0, rows })

describe('a block from Excel or WPS', () => {
  it('is cut at tabs and line ends of every system, quotes kept together', () => {
    expect(cellsOf('1\t2\r\n3\t4\r\n')).toEqual([['1', '2'], ['3', '4']])
    expect(cellsOf('1\t\n\t4')).toEqual([['1', ''], ['', '4']])
    expect(cellsOf('"甲\n乙""丙"\t2')).toEqual([['甲\n乙"丙', '2']])
    expect(cellsOf('7')).toEqual([['7']])
  })

  it('falls on number cells only, and says what falls outside', () => {
    const places = placed(table([[cell(null, '一', { row_span: 2 }), cell('a1'), cell('a2')], [cell('b1', '', { col_span: 2 })]]))
    const from = places.find((place) => place.cell.at === 'a1')!
    expect(landing(places, from, [['1', '2', '3'], ['4', ''], ['5', ' ']])).toEqual({
      cells: [{ at: 'a1', text: '1' }, { at: 'a2', text: '2' }, { at: 'b1', text: '4' }],
      beyond: 2,
    })
  })

  it('leaves alone what lies under a merged cell of the source', () => {
    const html = '<html><body><!--StartFragment--><table><tr><td colspan=2 rowspan="2">1</td><td>2</td></tr><tr><td></td></tr><tr><td>4</td><td>5</td><td>6</td></tr></table><script>alert(1)</script>'
    const text = '1\t\t2\r\n\t\t\r\n4\t5\t6\r\n'
    expect(blockOf(text, html)).toEqual([['1', null, '2'], [null, null, ''], ['4', '5', '6']])
    const places = placed(table([[cell('a1'), cell('a2'), cell('a3')], [cell('b1'), cell('b2'), cell('b3')]]))
    expect(landing(places, places[0]!, blockOf(text, html)).cells).toEqual([{ at: 'a1', text: '1' }, { at: 'a3', text: '2' }, { at: 'b3', text: '' }])
    // HTML that is not of this text, or has no table, says nothing.
    for (const other of ['', '<b>1</b>', '<table><tr><td>1</td></tr></table>', '<table><tr><td colspan=3 rowspan=3>1</td></tr><tr></tr><tr></tr></table>', `<table>${'<tr><td rowspan=65000 colspan=1000>1</td></tr>'.repeat(3)}</table>`]) {
      expect(blockOf(text, other), other).toEqual(cellsOf(text))
    }
  })

  it('goes back as it came', () => {
    const places = placed(table([[cell('a1', '1'), cell('a2', '2')], [cell('b1', ''), cell('b2', '4')]]))
    const text = textOf(between(places, places[0]!, places[3]!))
    expect(cellsOf(text)).toEqual([['1', '2'], ['', '4']])
  })
})

describe('the words of our own HTML', () => {
  it('are lines and tabs, and nothing of the markup', () => {
    const html = '<h1 style="x">标题</h1>\n<table><tr>\n<th>甲</th><td>1</td></tr><tr><td>乙 &amp; 丙&lt;丁</td></tr></table><p>完</p>'
    expect(wordsOf(html)).toBe('标题\n甲\t1\t\n乙 & 丙<丁\t\n完\n')
  })
})
