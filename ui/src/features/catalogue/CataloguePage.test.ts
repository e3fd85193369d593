import { flushPromises, mount } from '@vue/test-utils'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { CatalogueView } from '../../ipc/bindings/CatalogueView'
import type { FileView } from '../../ipc/bindings/FileView'
import type { ImportView } from '../../ipc/bindings/ImportView'
import type { ItemRow } from '../../ipc/bindings/ItemRow'
import type { ItemView } from '../../ipc/bindings/ItemView'
import type { Transport } from '../../ipc/transport'
import { given } from '../../shared/testing'
import CataloguePage from './CataloguePage.vue'

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  } as unknown as typeof ResizeObserver
})

const file: FileView = { name: 'a.mingce', path: '/a.mingce', sample: false, read_only: null, agencies: [{ id: 'own', name: '青石镇人民政府', kind: '乡镇人民政府', depth: 0, area: false }], years: [] }
const row = (id: string): ItemRow => ({ id, number: id, sector: '养老服务', primary: '甲', secondary: `事项${id}`, tertiary: '', time_limit: '实时公开', body: '镇政府', modes: '主动公开', standard: false, superior: false, later: false, withdrawn: false, errors: 0, warnings: 0 })
const item = (id: string): ItemView => ({
  id, number: id, index_number: '', sector: '养老服务', primary: '甲', secondary: `事项${id}`, tertiary: '', summary: '', elements: '名称', bases: [{ text: '《办法》（甲令第1号）', checked: false, known: false }], time_limit: '实时公开', limit_kind: '实时公开', body: '镇政府',
  office: '', phone: '', supervision_phone: '', channels: ['website'], other_channels: '便民服务中心', whole_society: true, groups: '', modes: ['proactive'], tiers: ['township'], stage: '', formed_on: '', published_on: '', next_due_on: '', note: '', standard: null, clause: '', superior: false, withdrawn: false, whose: '', compared: [],
})
const list = (count: number): CatalogueView => ({
  agency: 'own',
  items: Array.from({ length: count }, (_, i) => row(String(i + 1))),
  sectors: count ? [{ name: '养老服务', count }] : [],
  findings: { findings: [{ rule: 'C07', severity: 'error', at: 'item.1.tiers', message: '“事项1”的公开层级一级都没有勾选', basis: '', remedy: '勾选' }], unchecked: [] },
})
const history = { undo: null, redo: null, saved_at: null, lately: [] } as never

function open(count: number, more: Partial<Transport> = {}) {
  const core: Partial<Transport> = {
    catalogueView: vi.fn(() => Promise.resolve(list(count))),
    catalogueItem: vi.fn((id: string) => Promise.resolve(item(id))),
    catalogueEdit: vi.fn(() => Promise.resolve({ catalogue: list(count), history, said: '改了', id: null })),
    catalogueUpstream: vi.fn(() => Promise.resolve({ schema: 'upstream/1', changed: [], withdrawn: [], added: [] })),
    historyView: () => Promise.resolve(history),
    ...more,
  }
  const page = mount(CataloguePage, { props: { file, agency: 'own' }, global: { provide: given(core).provide }, attachTo: document.body })
  return { core, page }
}

describe('the catalogue page', () => {
  it('draws only some of five thousand rows and still counts them all', async () => {
    const { page } = open(5000)
    await flushPromises()
    expect(page.findAll('tbody tr[id]').length).toBeLessThan(80)
    expect(page.find('table').attributes('aria-rowcount')).toBe('5001')
    expect(page.find('.filters [role=status]').text()).toBe('5000 项')
    page.unmount()
  })

  it('leads from a finding to the field', async () => {
    const { page } = open(2)
    await flushPromises()
    await page.find('#tab-findings').trigger('click')
    await page.find('#findings .jump').trigger('click')
    await flushPromises()
    expect(document.activeElement?.id).toBe('i-tier-township')
    page.unmount()
  })

  it('keeps a field when it is left, with the carriers that are no standard ones as one cell', async () => {
    const { core, page } = open(2)
    await flushPromises()
    await page.find('#item-0').trigger('click')
    await flushPromises()
    await page.find('#i-body').setValue('党政办')
    await page.find('#i-body').trigger('blur')
    await flushPromises()
    expect(core.catalogueEdit).toHaveBeenLastCalledWith('own', { kind: 'text', ids: ['1'], column: 'body', text: '党政办' })
    await page.find('#i-other').setValue('政务新媒体')
    await page.find('#i-other').trigger('blur')
    await flushPromises()
    expect(core.catalogueEdit).toHaveBeenLastCalledWith('own', { kind: 'text', ids: ['1'], column: 'channels', text: '■政府网站 ■其他：政务新媒体' })
    page.unmount()
  })

  it('changes all that are selected in one step', async () => {
    const { core, page } = open(3)
    await flushPromises()
    await page.find('thead input').trigger('change')
    await page.find('#bulk-text').setValue('便民服务中心')
    await page.find('#bulk-go').trigger('click')
    await flushPromises()
    expect(core.catalogueEdit).toHaveBeenCalledWith('own', { kind: 'text', ids: ['1', '2', '3'], column: 'body', text: '便民服务中心' })
    page.unmount()
  })

  it('shows an import before it is done, and does what was shown', async () => {
    const shown: ImportView = {
      source: '粘贴的内容', notes: [], added: 1, changed: 0, unchanged: 0, refused: [], skipped: [], applied: false,
      tables: [{ name: '粘贴的内容', hidden: false, read: true, items: 1, columns: [{ head: '谁来办', column: null, sample: '党政办' }] }],
      rows: [{ at: 'A2', name: '乙', outcome: 'added', changes: [], doubts: [{ at: 'C2', reason: '请核对' }] }],
    }
    const catalogueImport = vi.fn((_: string, request: { apply: boolean }) => Promise.resolve({ ...shown, applied: request.apply }))
    const { page } = open(1, { catalogueImport: catalogueImport as never })
    await flushPromises()
    await page.find('#import-table').trigger('click')
    const paste = new Event('paste') as Event & { clipboardData: unknown }
    paste.clipboardData = { getData: (type: string) => (type === 'text/plain' ? '表' : '') }
    page.find('#import-paste').element.dispatchEvent(paste)
    await flushPromises()
    expect(page.find('#import-summary').text()).toContain('新增 1 项')
    expect(page.find('#import-summary').text()).toContain('1 处请核对')
    await page.find('#column-0').setValue('office')
    await flushPromises()
    await page.find('#import-go').trigger('click')
    await flushPromises()
    const [, last] = catalogueImport.mock.lastCall as unknown as [string, { apply: boolean; columns: object; source: object }]
    expect(last).toEqual({ source: { kind: 'pasted', text: '表', html: null }, columns: { 谁来办: 'office' }, without: [], apply: true })
    expect(page.find('#import-summary').text()).toContain('已导入')
    page.unmount()
  })

  it('offers nothing that writes in a file that is only looked at', async () => {
    const { page } = open(1)
    await page.setProps({ file: { ...file, read_only: '只读' } })
    await flushPromises()
    for (const id of ['from-standard', 'import-table', 'add-item']) expect(page.find(`#${id}`).exists()).toBe(false)
    await page.find('#item-0').trigger('click')
    await flushPromises()
    expect((page.find('#i-body').element as HTMLInputElement).readOnly).toBe(true)
    page.unmount()
  })
})
