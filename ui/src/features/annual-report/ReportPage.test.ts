import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { Edit } from '../../ipc/bindings/Edit'
import type { FileView } from '../../ipc/bindings/FileView'
import type { ReportView } from '../../ipc/bindings/ReportView'
import type { Transport } from '../../ipc/transport'
import { given } from '../../shared/testing'
import ReportPage from './ReportPage.vue'

const file: FileView = {
  name: 'a.mingce', path: '/a.mingce', sample: false, read_only: null,
  agencies: [
    { id: 'a', name: '甲局', kind: '政府部门', depth: 0, area: false },
    { id: 'b', name: '乙局', kind: '政府部门', depth: 0, area: false },
  ],
  years: [2025],
}
const report = (agency: string, title: string): ReportView => ({
  agency, year: 2025, title, status: '草稿', form: '', head: { title: '', usual_title: '报告', preamble: '', signed_by: '', usual_signed_by: '甲局', signed_on: '' }, fee: null, sections: [], blocking: 0, missing: [], locked: null, excusable: [], source: '', zeros: 0, notes: [],
  findings: { findings: [], unchecked: [] },
})

const pages = {
  historyView: () => Promise.resolve({ undo: null, redo: null, saved: '14:03' }),
  reportPages: () => Promise.resolve({ version: 1, pages: [], headings: [], places: [], missing: [] }),
}
const wide = window.innerWidth
const width = (value: number) => Object.defineProperty(window, 'innerWidth', { value, configurable: true })
afterEach(() => width(wide))

describe('the preview of the report page', () => {
  const core = { ...pages, reportView: (agency: string) => Promise.resolve(report(agency, '报告')) } as unknown as Transport
  const mounted = async () => {
    const page = mount(ReportPage, { props: { file, agency: 'a', year: 2025 }, global: { provide: given(core).provide }, attachTo: document.body })
    await flushPromises()
    return page
  }
  const press = async () => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F6', cancelable: true }))
    await flushPromises()
  }

  it('is there in a wide window and waits to be asked for in a narrow one', async () => {
    width(1366)
    const page = await mounted()
    expect(page.find('#pages').exists()).toBe(true)
    page.unmount()
    width(1279)
    const narrow = await mounted()
    expect(narrow.find('#pages').exists()).toBe(false)
    narrow.unmount()
  })

  it('unfolds by F6 and takes the focus; folds by F6 and gives it back', async () => {
    width(1024)
    const page = await mounted()
    await press()
    expect(document.activeElement?.id).toBe('pages')
    expect(page.get('#preview').attributes('aria-pressed')).toBe('true')
    await press()
    expect(page.find('#pages').exists()).toBe(false)
    expect(document.activeElement?.id).toBe('preview')
    page.unmount()
  })

  it('comes back by F6 when another tab hides it', async () => {
    width(1366)
    const page = await mounted()
    await page.get('#tab-findings').trigger('click')
    expect(page.get('#pages').isVisible()).toBe(false)
    await press()
    expect(page.get('#pages').isVisible()).toBe(true)
    page.unmount()
  })
})

describe('the report page', () => {
  it('never shows an answer that a later question has overtaken', async () => {
    const answers: Record<string, (view: ReportView) => void> = {}
    const core = {
      ...pages,
      reportView: (agency: string) => new Promise<ReportView>((done) => (answers[agency] = done)),
    } as unknown as Transport
    const page = mount(ReportPage, { props: { file, agency: 'a', year: 2025 }, global: { provide: given(core).provide } })
    await page.setProps({ agency: 'b' })
    answers.b!(report('b', '乙局的报告'))
    await flushPromises()
    answers.a!(report('a', '甲局的报告'))
    await flushPromises()
    expect(page.get('h1').text()).toBe('乙局的报告')
  })

  it('passes on what the core says went wrong', async () => {
    const wrong = { code: '', message: '没有这一年的格式', detail: '', field: null }
    const core = { ...pages, reportView: () => Promise.reject(wrong) } as unknown as Transport
    const page = mount(ReportPage, { props: { file, agency: 'a', year: 2025 }, global: { provide: given(core).provide } })
    await flushPromises()
    expect(page.emitted('error')).toEqual([[wrong]])
  })
})

describe('where a number comes from', () => {
  it('is never said of another number, nor is that one adjusted for it, while the answer is on its way', async () => {
    const counted = (at: string) => ({ at, text: '3', head: null, col_span: 1, row_span: 1, left: false, state: 'counted' as const, label: at, editable: false, previous: null })
    const shown: ReportView = {
      ...report('a', '报告'),
      sections: [{ heading: '三、', key: null, written: '', paragraphs: [], table: { id: 'requests', summary: '表', columns: [1, 1], head_rows: 0, rows: [[counted('one'), counted('two')]] } }],
    }
    const answers: Record<string, () => void> = {}
    const core = {
      ...pages,
      reportView: () => Promise.resolve(shown),
      reportTrace: (_agency: string, _year: number, cell: string) =>
        new Promise((done) => (answers[cell] = () => done({ schema: 'trace/1', cell, label: cell, value: '3', counted: 3, adjusted: 0, sentence: cell, records: [], adjustments: [] }))),
    } as unknown as Transport
    const page = mount(ReportPage, { props: { file, agency: 'a', year: 2025 }, global: { provide: given(core).provide }, attachTo: document.body })
    await flushPromises()
    const ask = (cell: string) => page.get(`td[data-at="${cell}"]`).trigger('keydown', { key: 'Enter' })
    await ask('one')
    answers.one!()
    await flushPromises()
    expect(page.get('#trace .sentence').text()).toBe('one')
    await ask('two')
    expect(page.find('#trace .sentence').exists()).toBe(false)
    expect(page.find('#adjust').exists()).toBe(false)
    await ask('one')
    answers.one!()
    answers.two!()
    await flushPromises()
    expect(page.get('#trace .sentence').text()).toBe('one')
    page.unmount()
  })
})

describe('changing a report', () => {
  const filled = (text: string): ReportView => ({
    ...report('a', '报告'), source: '法规股报表', zeros: 1,
    sections: [{
      heading: '三、', key: null, written: '', paragraphs: [],
      table: {
        id: 'requests', summary: '表', columns: [1], head_rows: 0,
        rows: [[{ at: 'requests.new.natural', text, head: null, col_span: 1, row_span: 1, left: false, state: text ? 'typed' : 'blank', label: '新收', editable: true, previous: '4' }]],
      },
    }],
  })
  const history = { undo: '填写“新收”：5', redo: null, saved: '14:03' }
  const opened = async (more: Partial<Transport>) => {
    const core = { ...pages, reportView: () => Promise.resolve(filled('')), ...more } as unknown as Transport
    const page = mount(ReportPage, { props: { file, agency: 'a', year: 2025 }, global: { provide: given(core).provide }, attachTo: document.body })
    await flushPromises()
    return page
  }
  const type = async (page: Awaited<ReturnType<typeof opened>>, text: string) => {
    const cell = page.get('[data-at="requests.new.natural"] input')
    ;(cell.element as HTMLElement).focus()
    await cell.setValue(text)
    await cell.trigger('keydown', { key: 'Enter' })
    await flushPromises()
  }

  it('carries the source that was used last, and says at the cell what was refused', async () => {
    const edits: unknown[] = []
    const page = await opened({
      reportEdit: (_agency, _year, edit) => {
        edits.push(edit)
        return Promise.reject({ code: '', message: '“新收”：不是数', detail: '', field: 'cell' })
      },
    })
    await type(page, 'x')
    expect(edits).toEqual([{ what: 'cell', at: 'requests.new.natural', text: 'x', source: '法规股报表' }])
    expect(page.get('#refused-requests').text()).toContain('不是数')
    expect((page.get('input.cell').element as HTMLInputElement).value).toBe('x')
    expect(page.emitted('error')).toBeUndefined()
    page.unmount()
  })

  it('is asked for anew when a step was taken back, wherever that was said', async () => {
    let shown = 0
    const core = { ...pages, reportView: () => Promise.resolve(filled(String((shown += 1)))), historyUndo: () => Promise.resolve(history) }
    const { history: steps, provide } = given(core as Partial<Transport>)
    const page = mount(ReportPage, { props: { file, agency: 'a', year: 2025 }, global: { provide }, attachTo: document.body })
    await flushPromises()
    expect(page.get('[data-at]').text()).toContain('1')
    await steps.undo()
    await flushPromises()
    expect(page.get('[data-at]').text()).toContain('2')
    page.unmount()
  })

  it('fills in zeros only after having asked', async () => {
    const edits: unknown[] = []
    const page = await opened({
      reportEdit: (_agency, _year, edit) => (edits.push(edit), Promise.resolve({ report: { ...filled('0'), zeros: 0 }, said: [], history })),
    })
    await page.get('#zero').trigger('click')
    expect(edits).toEqual([])
    await page.get('#zero-go').trigger('click')
    await flushPromises()
    expect(edits).toEqual([{ what: 'zero', source: '法规股报表' }])
    expect(page.find('#zero').exists()).toBe(false)
    page.unmount()
  })

  it('keeps 署名, 成文日期 and the fee where they stand, and says there what was refused', async () => {
    const edits: Edit[] = []
    const fee = { notices: '', noticed: '', received: '', section: 'other_matters', sentence: '本年度未收取。' }
    const other = { heading: '六、其他需要报告的事项', key: 'other_matters', written: '', paragraphs: [], table: null }
    const view = (signed_on: string) => ({ ...filled(''), fee, sections: [other], head: { ...report('a', '').head, signed_on } })
    const page = await opened({
      reportView: () => Promise.resolve(view('')),
      reportEdit: (_agency, _year, edit) => {
        edits.push(edit)
        if (edit.what === 'head' && edit.text === '明天') return Promise.reject({ code: '', message: '不是日期', detail: '', field: 'signed_on' })
        return Promise.resolve({ report: view('2026年1月20日'), said: [], history })
      },
    })
    const date = page.get('#head-signed_on')
    await date.setValue('明天')
    await date.trigger('blur')
    await flushPromises()
    expect(page.get('#head-signed_on-wrong').text()).toBe('不是日期')
    expect((date.element as HTMLInputElement).value, 'what was typed stays').toBe('明天')
    await date.setValue('2026-01-20')
    await date.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect((date.element as HTMLInputElement).value).toBe('2026年1月20日')
    expect(page.find('#head-signed_on-wrong').exists()).toBe(false)
    await page.get('#fee-notices').setValue('2')
    await page.get('#fee-notices').trigger('blur')
    await flushPromises()
    expect(edits.at(-1)).toEqual({ what: 'fee', notices: '2', noticed: '', received: '' })
    await page.get('#fee-insert').trigger('click')
    await flushPromises()
    expect(edits.at(-1)).toEqual({ what: 'section', key: 'other_matters', text: '本年度未收取。' })
    page.unmount()
  })

  it('keeps what was still in a field in the report that it was written in, when another one takes its place', async () => {
    const edits: string[] = []
    const other = { heading: '五、问题', key: 'problems', written: '', paragraphs: [], table: null }
    const page = await opened({
      reportView: (agency) => Promise.resolve({ ...filled(''), agency, sections: [other] }),
      reportEdit: (agency, _year, edit) => {
        edits.push(`${agency} ${JSON.stringify(edit)}`)
        return Promise.reject({ code: '', message: '', detail: '', field: 'problems' })
      },
    })
    const date = page.get('#head-signed_on')
    ;(date.element as HTMLInputElement).value = '2026-1-20'
    await date.trigger('input')
    await page.setProps({ agency: 'b' })
    await flushPromises()
    expect(edits).toEqual(['a {"what":"head","part":"signed_on","text":"2026-1-20"}'])
    page.unmount()
  })
})
