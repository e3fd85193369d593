import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { FileView } from '../../ipc/bindings/FileView'
import type { ReportView } from '../../ipc/bindings/ReportView'
import { TRANSPORT, type Transport } from '../../ipc/transport'
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
  agency, year: 2025, title, status: '草稿', form: '', sections: [], blocking: 0, missing: [],
  findings: { findings: [], unchecked: [] },
})

const pages = {
  reportPages: () => Promise.resolve({ version: 1, pages: [], headings: [], places: [], missing: [] }),
}
const wide = window.innerWidth
const width = (value: number) => Object.defineProperty(window, 'innerWidth', { value, configurable: true })
afterEach(() => width(wide))

describe('the preview of the report page', () => {
  const core = { ...pages, reportView: (agency: string) => Promise.resolve(report(agency, '报告')) } as unknown as Transport
  const mounted = async () => {
    const page = mount(ReportPage, { props: { file }, global: { provide: { [TRANSPORT as symbol]: core } }, attachTo: document.body })
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
    const page = mount(ReportPage, { props: { file }, global: { provide: { [TRANSPORT as symbol]: core } } })
    await page.findAll('li[role="option"]')[1]!.trigger('click')
    answers.b!(report('b', '乙局的报告'))
    await flushPromises()
    answers.a!(report('a', '甲局的报告'))
    await flushPromises()
    expect(page.get('h1').text()).toBe('乙局的报告')
  })

  it('passes on what the core says went wrong', async () => {
    const wrong = { code: '', message: '没有这一年的格式', detail: '', field: null }
    const core = { ...pages, reportView: () => Promise.reject(wrong) } as unknown as Transport
    const page = mount(ReportPage, { props: { file }, global: { provide: { [TRANSPORT as symbol]: core } } })
    await flushPromises()
    expect(page.emitted('error')).toEqual([[wrong]])
  })
})
