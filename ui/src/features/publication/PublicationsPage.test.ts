import { flushPromises, mount } from '@vue/test-utils'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { FileView } from '../../ipc/bindings/FileView'
import type { PublicationEdit } from '../../ipc/bindings/PublicationEdit'
import type { PublicationRow } from '../../ipc/bindings/PublicationRow'
import type { PublicationView } from '../../ipc/bindings/PublicationView'
import type { Transport } from '../../ipc/transport'
import { given } from '../../shared/testing'
import PublicationsPage from './PublicationsPage.vue'

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
})

const file: FileView = { name: 'a.mingce', path: '/a.mingce', sample: false, read_only: null, agencies: [{ id: 'own', name: '青石镇人民政府', kind: '乡镇人民政府', depth: 0, area: false }], years: [] }
const row = (id: string, more: Partial<PublicationRow> = {}): PublicationRow => ({
  id, item: 'i', item_name: '通知公告', title: `通知${id}`, index_number: '', formed_on: '2026-01-05', due: '2026-02-02', days: 12, published_on: '', stage: 'preparing', stage_label: '待送审', evidence: 0, remarks: 0, archive: '', ...more,
})
const whole = (id: string, more: Partial<PublicationView> = {}): PublicationView => ({
  row: row(id), document_number: '', summary: '', due_why: '条例第二十六条', signatures: [
    { role: 'publisher', label: '信息发布员', by: '', on: '' },
    { role: 'reviewer', label: '保密审查员', by: '', on: '' },
    { role: 'leader', label: '分管负责人', by: '', on: '' },
  ], result: '', opinion: '', on_paper: '', cleared: false, placings: [], channels: ['website'], evidence: [], feedback: [], archive: null, void_reason: null, note: '', remarks: [], ...more,
})
const history = { undo: null, redo: null, saved_at: null, lately: [] } as never

function open(rows: PublicationRow[], one: PublicationView, more: Partial<Transport> = {}) {
  const core: Partial<Transport> = {
    publicationList: vi.fn(() => Promise.resolve({ agency: 'own', rows, stages: [{ key: 'preparing', label: '待送审', count: rows.length }] })),
    publicationView: vi.fn(() => Promise.resolve(one)),
    publicationEdit: vi.fn(() => Promise.resolve({ publication: one, history, said: '' })),
    historyView: () => Promise.resolve(history),
    ...more,
  }
  const page = mount({ components: { PublicationsPage }, template: '<KeepAlive><PublicationsPage :file="file" agency="own" :goal="null" @error="seen.push($event)" /></KeepAlive>', data: () => ({ file, seen: [] as unknown[] }) }, { global: { provide: given(core).provide }, attachTo: document.body })
  return { core, page }
}
const edits = (core: Partial<Transport>) => (core.publicationEdit as ReturnType<typeof vi.fn>).mock.calls.map((call) => call[1] as PublicationEdit)

describe('the publications', () => {
  it('say what is late, filter by stage and words, and draw only some of thousands', async () => {
    const rows = Array.from({ length: 900 }, (_, i) => row(String(i + 1), i === 0 ? { days: -3, title: '迟到的通知' } : {}))
    const { page } = open(rows, whole('1'))
    await flushPromises()
    expect(page.findAll('tbody tr').length).toBe(200)
    expect(page.find('tbody tr').text()).toContain('逾期 3 日')
    await page.find('#publication-search').setValue('通知 ７７')
    expect(page.find('.filters [role=status]').text()).toBe('18 条')
    await page.find('#publication-search').setValue('迟到')
    expect(page.findAll('tbody tr').length).toBe(1)
    page.unmount()
  })

  it('let only the next one sign, and say at the place why it cannot be', async () => {
    const one = whole('1')
    const { core, page } = open([row('1')], one, { publicationEdit: vi.fn(() => Promise.reject({ code: '', message: '签署日期还没有到', detail: '', field: 'on' })) })
    await flushPromises()
    await page.find('tbody .open').trigger('click')
    await flushPromises()
    expect(page.find('#sign-reviewer').exists()).toBe(false)
    await page.find('#sign-by-publisher').setValue('甲')
    await page.find('#sign-on-publisher').setValue('2027-01-01')
    await page.find('#sign-publisher').trigger('click')
    await flushPromises()
    expect(edits(core)[0]).toEqual({ kind: 'sign', id: '1', role: 'publisher', by: '甲', on: '2027-01-01', result: null })
    expect(page.find('[role=alert]').text()).toBe('签署日期还没有到')
    expect(page.find('#place-go').exists()).toBe(false)
    page.unmount()
  })

  it('offer the channels of the catalogue that are still missing', async () => {
    const placings = [{ id: 'p', channel: '政府网站', place: '', published_on: '2026-01-09', removed_on: '' }]
    const { core, page } = open([row('1')], whole('1', { cleared: true, channels: ['website', 'notice_board'], placings }))
    await flushPromises()
    await page.find('tbody .open').trigger('click')
    await flushPromises()
    await page.find('#place-on').setValue('2026-01-10')
    await page.find('#place-go').trigger('click')
    await flushPromises()
    expect(edits(core)[0]).toMatchObject({ kind: 'place', channels: ['notice_board'], on: '2026-01-10' })
    page.unmount()
  })

  it('hand over what is picked as evidence, whole and by name', async () => {
    const { core, page } = open([row('1')], whole('1'))
    await flushPromises()
    await page.find('tbody .open').trigger('click')
    await flushPromises()
    const input = page.find('#evidence-file').element as HTMLInputElement
    Object.defineProperty(input, 'files', { value: [new File(['abc'], '截图.png')] })
    await page.find('#evidence-file').trigger('change')
    await vi.waitFor(() => expect(edits(core)).toHaveLength(1))
    expect(edits(core)[0]).toMatchObject({ kind: 'prove', name: '截图.png', content: 'YWJj' })
    page.unmount()
  })

  it('go on file many at once, the first published first', async () => {
    const { core, page } = open([row('1', { published_on: '2026-01-09', stage: 'published' }), row('2', { published_on: '2026-01-07', stage: 'published' })], whole('1'))
    await flushPromises()
    await page.find('thead input').setValue(true)
    await page.find('#bulk-archive-box').setValue('4')
    await page.find('#bulk-archive-go').trigger('click')
    await flushPromises()
    expect(edits(core)[0]).toMatchObject({ kind: 'file', ids: ['2', '1'], box_number: 4 })
    expect(page.find('#bulk-archive-go').exists()).toBe(false)
    page.unmount()
  })

  it('say how to begin when there is none, and that the catalogue comes first', async () => {
    const { page } = open([], whole('1'), { cataloguePage: () => Promise.resolve({ items: [], from: 0, total: 0, all: 0, checked: true }) } as never)
    await flushPromises()
    expect(page.text()).toContain('还没有公开记录')
    await page.find('#publication-new').trigger('click')
    await flushPromises()
    expect((page.vm as unknown as { seen: { message: string }[] }).seen[0]!.message).toContain('公开目录还是空的')
    page.unmount()
  })
})
