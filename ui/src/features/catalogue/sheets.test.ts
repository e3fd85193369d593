import { flushPromises, mount } from '@vue/test-utils'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { CatalogueExportRequest } from '../../ipc/bindings/CatalogueExportRequest'
import type { EditionRequest } from '../../ipc/bindings/EditionRequest'
import type { EditionView } from '../../ipc/bindings/EditionView'
import type { Transport } from '../../ipc/transport'
import { given } from '../../shared/testing'
import EditionDialog from './EditionDialog.vue'
import ExportDialog from './ExportDialog.vue'
import { inDays } from '../../shared/days'

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
})
const outcome = { folder: '/out', handed_over: false, files: [{ name: '公开栏.pdf', format: 'pdf', bytes: 1, sha256: '' }], notes: [] }

describe('the notice in the export dialog', () => {
  function open(selected: string[]) {
    const catalogueExport = vi.fn((_: CatalogueExportRequest) => Promise.resolve(outcome))
    const core: Partial<Transport> = { catalogueExport: catalogueExport as never }
    const dialog = mount(ExportDialog, { props: { agency: 'own', errors: 0, sample: false, selected, listed: 3, ids: () => Promise.resolve(['1', '2', '3']) }, global: { provide: given(core).provide }, attachTo: document.body })
    return { catalogueExport, dialog }
  }

  it('is of what is ticked, on the paper and for the days that were said', async () => {
    const { catalogueExport, dialog } = open(['2'])
    await dialog.find('input[value=notice]').setValue()
    await dialog.find('#notice-paper').setValue('a3')
    await dialog.find('input[value=landscape]').setValue()
    await dialog.find('#notice-from').setValue('2026-01-05')
    await dialog.find('#notice-to').setValue('2026-01-11')
    await dialog.find('#catalogue-export-go').trigger('click')
    await flushPromises()
    expect(catalogueExport.mock.lastCall?.[0]).toEqual({
      agency: 'own', sheet: 'notice', formats: ['docx', 'pdf'], ids: ['2'], all_carriers: true, is_final: false, notice: { paper: 'a3', landscape: true, from: '2026-01-05', to: '2026-01-11' },
    })
    dialog.unmount()
  })

  it('is of what is listed when nothing is ticked, and says so; other sheets are of all', async () => {
    const { catalogueExport, dialog } = open([])
    await dialog.find('input[value=notice]').setValue()
    expect(dialog.text()).toContain('列出的 3 项都印出来')
    await dialog.find('#catalogue-export-go').trigger('click')
    await flushPromises()
    expect(catalogueExport.mock.lastCall?.[0].ids).toEqual(['1', '2', '3'])
    dialog.unmount()
    const other = open([])
    await other.dialog.find('#catalogue-export-go').trigger('click')
    await flushPromises()
    expect(other.catalogueExport.mock.lastCall?.[0]).toMatchObject({ sheet: 'standard', ids: [], notice: null })
    other.dialog.unmount()
  })

  it('counts days over the end of a month', () => {
    expect(inDays(6, new Date(2026, 1, 25))).toBe('2026-03-03')
    expect(inDays(0, new Date(2026, 0, 5))).toBe('2026-01-05')
  })
})

describe('the comparison with an earlier edition', () => {
  const view: EditionView = {
    earlier: '旧目录.csv', notes: ['旧版有1行读不出事项，没有参加比较'], summary: '新增0项，修改1项，取消1项。',
    items: [
      { became: 'changed', label: '修改', sector: '', name: '甲 / 乙', fields: [{ field: '公开内容（要素）', before: '名称、流程', after: '名称、时限', pieces: [{ kind: 'same', text: '名称、' }, { kind: 'gone', text: '流程' }, { kind: 'new', text: '时限' }] }] },
      { became: 'removed', label: '取消', sector: '', name: '甲 / 丙', fields: [] },
    ],
  }
  async function pick(core: Partial<Transport>) {
    const dialog = mount(EditionDialog, { props: { agency: 'own' }, global: { provide: given(core).provide }, attachTo: document.body })
    const input = dialog.find('#edition-file').element as HTMLInputElement
    Object.defineProperty(input, 'files', { value: [new File(['甲'], '旧目录.csv')] })
    input.dispatchEvent(new Event('change'))
    await vi.waitFor(() => expect(dialog.find('#edition-summary').exists() || dialog.find('[role=alert]').exists()).toBe(true))
    return dialog
  }

  it('shows what changed and writes the table of it', async () => {
    const catalogueCompare = vi.fn((_: EditionRequest) => Promise.resolve(view))
    const catalogueCompareExport = vi.fn(() => Promise.resolve(outcome))
    const dialog = await pick({ catalogueCompare, catalogueCompareExport: catalogueCompareExport as never })
    expect(dialog.find('#edition-summary').text()).toContain('修改1项')
    expect(dialog.find('del').text()).toBe('删去：流程')
    expect(dialog.find('ins').text()).toBe('增加：时限')
    expect(dialog.findAll('tbody')[1]?.text()).toContain('取消')
    await dialog.find('#edition-export').trigger('click')
    await flushPromises()
    const request = catalogueCompare.mock.lastCall?.[0]
    expect(request?.earlier).toEqual({ kind: 'file', name: '旧目录.csv', content: '55Sy' })
    expect(catalogueCompareExport).toHaveBeenCalledWith(request, ['docx', 'pdf', 'xlsx'])
    dialog.unmount()
  })

  it('says why a file cannot be compared, and takes another', async () => {
    const catalogueCompare = vi.fn(() => Promise.reject({ message: '没有找到目录的表头', detail: '', field: null, code: null }))
    const dialog = await pick({ catalogueCompare: catalogueCompare as never })
    expect(dialog.find('[role=alert]').text()).toContain('没有找到目录的表头')
    expect(dialog.find('#edition-file').exists()).toBe(true)
    dialog.unmount()
  })
})
