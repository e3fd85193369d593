import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
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

describe('the report page', () => {
  it('never shows an answer that a later question has overtaken', async () => {
    const answers: Record<string, (view: ReportView) => void> = {}
    const core = {
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
    const core = { reportView: () => Promise.reject(wrong) } as unknown as Transport
    const page = mount(ReportPage, { props: { file }, global: { provide: { [TRANSPORT as symbol]: core } } })
    await flushPromises()
    expect(page.emitted('error')).toEqual([[wrong]])
  })
})
