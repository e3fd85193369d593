import { flushPromises, mount } from '@vue/test-utils'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { FileView } from '../../ipc/bindings/FileView'
import type { ImportView } from '../../ipc/bindings/ImportView'
import type { ItemRow } from '../../ipc/bindings/ItemRow'
import type { ItemView } from '../../ipc/bindings/ItemView'
import type { ListFindings } from '../../ipc/bindings/ListFindings'
import type { ListRequest } from '../../ipc/bindings/ListRequest'
import type { ListView } from '../../ipc/bindings/ListView'
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
const row = (id: string): ItemRow => ({ id, number: id, kind: 'information', sector: '养老服务', primary: '甲', secondary: `事项${id}`, tertiary: '', time_limit: '实时公开', body: '镇政府', modes: '主动公开', published_on: '', standard: false, superior: false, later: false, withdrawn: false, errors: 0, warnings: 0 })
const item = (id: string, more: Partial<ItemView> = {}): ItemView => ({
  id, number: id, index_number: '', kind: 'information', sector: '养老服务', primary: '甲', secondary: `事项${id}`, tertiary: '', summary: '', elements: '名称', bases: [{ text: '《办法》（甲令第1号）', checked: false, known: false }], time_limit: '实时公开', limit_kind: '实时公开', body: '镇政府',
  office: '', phone: '', supervision_phone: '', channels: ['website'], other_channels: '便民服务中心', whole_society: true, groups: '', modes: ['proactive'], tiers: ['township'], stage: '', formed_on: '', published_on: '', next_due_on: '', note: '',
  clause: '', time_class: '', withheld_article: '', withheld_reason: '', assessed_on: '', reach: 'public', validity: '', post: '', place: '', hours: '', materials: [], fees: '', statutory_limit: '', promised_limit: '', conditions: '', process: '', process_title: '', archive_place: '', files: [], handled: false, lacking: [], standard: null, superior: false, withdrawn: false, whose: '', compared: [], ...more,
})
const page_of = (count: number, { from, most }: ListRequest): ListView => ({ items: Array.from({ length: Math.max(0, Math.min(most, count - from)) }, (_, i) => row(String(from + i + 1))), from, total: count, all: count, checked: true })
const findings: ListFindings = {
  findings: { findings: [{ rule: 'C07', severity: 'error', at: 'item.1.tiers', message: '“事项1”的公开层级一级都没有勾选', basis: '', remedy: '勾选' }], unchecked: [] },
  counts: [{ rule: 'C07', severity: 'error', count: 1 }],
  errors: 1,
}
const history = { undo: null, redo: null, saved_at: null, lately: [] } as never

function open(count: number, more: Partial<Transport> = {}) {
  const core: Partial<Transport> = {
    cataloguePage: vi.fn((_: string, request: ListRequest) => Promise.resolve(page_of(count, request))),
    catalogueTree: vi.fn(() => Promise.resolve({ all: count, sectors: [{ key: '养老服务', name: '养老服务', count }], bodies: [{ key: '镇政府', name: '镇政府', count }], kinds: [{ key: 'information', name: '信息类事项', count }] })),
    catalogueFindings: vi.fn(() => Promise.resolve(findings)),
    catalogueIds: vi.fn(() => Promise.resolve(Array.from({ length: count }, (_, i) => String(i + 1)))),
    catalogueItem: vi.fn((id: string) => Promise.resolve(item(id))),
    catalogueEdit: vi.fn(() => Promise.resolve({ history, said: '改了', id: null })),
    catalogueProcesses: vi.fn(() => Promise.resolve([{ id: 'shipped:licence', title: '行政许可流程图', level: '通用', shipped: true }])),
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
    await page.find('#cell-0-3').trigger('click')
    await flushPromises()
    await page.find('#item-tab-reach').trigger('click')
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

  it('edits a cell as a spreadsheet does: a key replaces, Enter keeps and goes down, Esc drops', async () => {
    const { core, page } = open(3)
    await flushPromises()
    await page.find('#cell-0-5').trigger('click')
    await flushPromises()
    const input = () => page.find<HTMLInputElement>('input.cell')
    expect(document.activeElement).toBe(input().element)
    await input().setValue('党政办')
    await input().trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(core.catalogueEdit).toHaveBeenLastCalledWith('own', { kind: 'text', ids: ['1'], column: 'body', text: '党政办' })
    expect(document.activeElement?.closest('td')?.id).toBe('cell-1-5')
    await input().trigger('keydown', { key: 'F2' })
    await flushPromises()
    expect(input().element.value).toBe('镇政府')
    await input().setValue('别的')
    await input().trigger('keydown', { key: 'Escape' })
    await flushPromises()
    expect(core.catalogueEdit).toHaveBeenCalledTimes(1)
    page.unmount()
  })

  it('keeps the focus in its place when other rows come under it', async () => {
    const cataloguePage = vi.fn((_: string, request: ListRequest) => Promise.resolve(page_of(3, request)))
    const { page } = open(3, { cataloguePage })
    await flushPromises()
    let arrive = () => {}
    cataloguePage.mockImplementation((_, request) => {
      const rows = page_of(3, request)
      const other = { ...rows, items: rows.items.map((it) => ({ ...it, id: `另${it.id}` })) }
      return new Promise((resolve) => (arrive = () => resolve(other)))
    })
    await page.find('#only').setValue('errors')
    await page.find('#cell-0-5').trigger('click')
    await flushPromises()
    arrive()
    await flushPromises()
    expect(page.find('#item-0 input[type=checkbox]').exists()).toBe(true)
    expect(document.activeElement?.closest('td')?.id).toBe('cell-0-5')
    // Whoever has left the table is not brought back.
    ;(document.activeElement as HTMLElement).blur()
    await flushPromises()
    cataloguePage.mockImplementation((_: string, request: ListRequest) => Promise.resolve(page_of(3, request)))
    await page.find('#only').setValue('')
    await flushPromises()
    expect(document.activeElement).toBe(document.body)
    page.unmount()
  })

  it('says at the cell what cannot stand there, and loses nothing that was typed', async () => {
    const { page } = open(2, { catalogueEdit: vi.fn(() => Promise.reject({ code: '', message: '事项名称不能全部为空', detail: '', field: 'secondary' })) })
    await flushPromises()
    await page.find('#cell-0-3').trigger('click')
    await flushPromises()
    await page.find('input.cell').setValue('  x')
    await page.find('input.cell').trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(page.find('#cell-refused').text()).toBe('事项名称不能全部为空')
    expect(page.find<HTMLInputElement>('#cell-0-3 input.cell').element.value).toBe('  x')
    page.unmount()
  })

  it('pastes a block as one step and copies what is selected', async () => {
    const { core, page } = open(3)
    await flushPromises()
    await page.find('#cell-0-4').trigger('click')
    await flushPromises()
    const clip = (type: string, text = '') => {
      const event = new Event(type, { bubbles: true, cancelable: true }) as Event & { clipboardData: unknown }
      const taken: Record<string, string> = {}
      event.clipboardData = { getData: (kind: string) => (kind === 'text/plain' ? text : ''), setData: (kind: string, text: string) => (taken[kind] = text) }
      page.find('input.cell').element.dispatchEvent(event)
      return taken
    }
    clip('paste', '20个工作日\t甲办\r\n及时公开\t乙办\r\n')
    await flushPromises()
    expect(core.catalogueEdit).toHaveBeenCalledTimes(1)
    expect(core.catalogueEdit).toHaveBeenLastCalledWith('own', {
      kind: 'cells',
      cells: [
        { id: '1', column: 'time_limit', text: '20个工作日' }, { id: '1', column: 'body', text: '甲办' },
        { id: '2', column: 'time_limit', text: '及时公开' }, { id: '2', column: 'body', text: '乙办' },
      ],
    })
    await page.find('input.cell').trigger('keydown', { key: 'ArrowDown', shiftKey: true })
    await flushPromises()
    expect(clip('copy')['text/plain']).toBe('实时公开\r\n实时公开')
    page.unmount()
  })

  it('keeps the tab from item to item, and shows what is lacking', async () => {
    const lacking = [{ field: 'fees', label: '收费标准' }]
    const { core, page } = open(3, { catalogueItem: vi.fn((id: string) => Promise.resolve(item(id, { kind: 'service', handled: true, lacking }))) })
    await flushPromises()
    await page.find('#cell-0-3').trigger('click')
    await flushPromises()
    await page.find('#item-tab-basic').trigger('keydown', { key: 'ArrowRight' })
    expect(page.find('#item-tab-basis').attributes('aria-selected')).toBe('true')
    await page.find('.lacking button').trigger('click')
    await flushPromises()
    expect(document.activeElement?.id).toBe('i-fees')
    await page.find('#item-next').trigger('click')
    await flushPromises()
    expect(core.catalogueItem).toHaveBeenLastCalledWith('2')
    expect(page.find('#item-tab-handling').attributes('aria-selected')).toBe('true')
    await page.find('#material-add').trigger('click')
    await page.find('#material-0-name').setValue('申请表')
    await page.find('#material-0-name').trigger('blur')
    await flushPromises()
    expect(core.catalogueEdit).toHaveBeenLastCalledWith('own', { kind: 'materials', id: '2', rows: [{ name: '申请表', copies: '1', form: '', source: '' }] })
    page.unmount()
  })

  it('shows the item that was asked for last, whatever answer comes late', async () => {
    const answers: Record<string, (view: ItemView) => void> = {}
    const { page } = open(3, { catalogueItem: vi.fn((id: string) => new Promise<ItemView>((done) => (answers[id] = done))) })
    await flushPromises()
    await page.find('#cell-0-3').trigger('click')
    await page.find('#cell-1-3').trigger('click')
    await flushPromises()
    answers['2']!(item('2'))
    answers['1']!(item('1'))
    await flushPromises()
    expect(page.find('.panel h2').text()).toBe('事项2')
    page.unmount()
  })

  it('narrows the list by sector, body and kind, by keyboard', async () => {
    const { core, page } = open(3)
    await flushPromises()
    await page.find('#tree-0').trigger('keydown', { key: 'ArrowDown' })
    expect(document.activeElement?.id).toBe('tree-1')
    await page.find('#tree-1').trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect((core.cataloguePage as ReturnType<typeof vi.fn>).mock.lastCall?.[1].filter.sector).toBe('养老服务')
    await page.find('#grouping-sectors').trigger('keydown', { key: 'ArrowRight' })
    expect(page.find('#grouping-bodies').attributes('aria-selected')).toBe('true')
    page.unmount()
  })

  it('changes all that are selected in one step', async () => {
    const { core, page } = open(3)
    await flushPromises()
    await page.find('thead input').trigger('change')
    await flushPromises()
    await page.find('#bulk-text').setValue('便民服务中心')
    await page.find('#bulk-go').trigger('click')
    await flushPromises()
    expect(core.catalogueEdit).toHaveBeenCalledWith('own', { kind: 'text', ids: ['1', '2', '3'], column: 'body', text: '便民服务中心' })
    page.unmount()
  })

  const shown: ImportView = {
    source: '粘贴的内容', notes: [], added: 1, changed: 0, unchanged: 0, refused: [], skipped: [], applied: false,
    tables: [{ name: '粘贴的内容', hidden: false, read: true, items: 1, columns: [{ head: '谁来办', column: null, sample: '党政办' }] }],
    rows: [{ at: 'A2', name: '乙', outcome: 'added', changes: [], doubts: [{ at: 'C2', reason: '请核对' }] }],
  }
  const pasteTable = async (page: ReturnType<typeof open>['page']) => {
    await flushPromises()
    await page.find('#import-table').trigger('click')
    const paste = new Event('paste') as Event & { clipboardData: unknown }
    paste.clipboardData = { getData: (type: string) => (type === 'text/plain' ? '表' : '') }
    page.find('#import-paste').element.dispatchEvent(paste)
    await flushPromises()
  }

  it('shows an import before it is done, and does what was shown', async () => {
    const catalogueImport = vi.fn((_: string, request: { apply: boolean }) => Promise.resolve({ ...shown, applied: request.apply }))
    const { page } = open(1, { catalogueImport: catalogueImport as never })
    await pasteTable(page)
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

  it('shows what was imported when the dialog was closed before the answer came', async () => {
    let came = () => {}
    const catalogueImport = (_: string, request: { apply: boolean }) =>
      request.apply ? new Promise((done) => (came = () => done({ ...shown, applied: true }))) : Promise.resolve(shown)
    const { core, page } = open(1, { catalogueImport: catalogueImport as never })
    await pasteTable(page)
    await page.find('#import-go').trigger('click')
    await flushPromises()
    await page.find('dialog').trigger('cancel')
    await flushPromises()
    expect(page.find('dialog').exists()).toBe(false)
    const before = vi.mocked(core.cataloguePage!).mock.calls.length
    came()
    await flushPromises()
    expect(vi.mocked(core.cataloguePage!).mock.calls.length).toBeGreaterThan(before)
    page.unmount()
  })

  it('offers nothing that writes in a file that is only looked at', async () => {
    const { page } = open(1)
    await page.setProps({ file: { ...file, read_only: '只读' } })
    await flushPromises()
    for (const id of ['from-standard', 'import-table', 'add-item']) expect(page.find(`#${id}`).exists()).toBe(false)
    await page.find('#cell-0-3').trigger('click')
    await flushPromises()
    await page.find('#item-tab-reach').trigger('click')
    expect((page.find('#i-body').element as HTMLInputElement).readOnly).toBe(true)
    page.unmount()
  })
})
