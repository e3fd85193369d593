import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import type { AgenciesView } from '../../ipc/bindings/AgenciesView'
import type { FileView } from '../../ipc/bindings/FileView'
import type { StyleField } from '../../ipc/bindings/StyleField'
import type { StyleView } from '../../ipc/bindings/StyleView'
import type { Transport } from '../../ipc/transport'
import { given } from '../../shared/testing'
import StylePage from './StylePage.vue'

const file: FileView = {
  name: 'a.mingce', path: '/a.mingce', sample: false, read_only: null, years: [2025],
  agencies: [
    { id: 'a', name: '甲县', kind: '政府', depth: 0, area: true },
    { id: 'b', name: '乙局', kind: '政府部门', depth: 1, area: false },
  ],
}
const field = (key: string, more: Partial<StyleField>): StyleField => ({
  key, label: key, group: '正文', unit: '', kind: 'option', value: '', standard: '', authority: '国标', is_standard: true, least: null, most: null, options: [], ...more,
})
const pitch = (value: string) =>
  field('line_pitch', { label: '正文行距', kind: 'number', unit: '磅', value, standard: '28.95 磅', is_standard: value === '28.95', least: 26, most: 30 })
const face = (value: string) =>
  field('face_kai_ti', {
    label: '楷体', group: '字体', kind: 'name', value, standard: '楷体_GB2312', is_standard: value === '楷体_GB2312',
    options: [{ value: '楷体_GB2312', label: '楷体_GB2312' }, { value: '楷体', label: '楷体' }],
  })
const view = (more: Partial<StyleView> = {}, value = '28.95', name = '楷体_GB2312'): StyleView => ({
  agency: null, own: false, standard: value === '28.95', lines: 22, chars: 28, text_area: '156×225 毫米',
  fields: [pitch(value), face(name)], ...more,
})

/** The page also shows index numbers, which are tested on their own. */
const agenciesView = () => Promise.resolve({ schema: 'agencies/1', agencies: [], received: [], kinds: [], levels: [] } as AgenciesView)
const letterOfficeView = () => Promise.resolve({ office: { code: '', review_organ: '', court: '', remedies_checked_on: null }, example: '', remedies: [] })
const calendarView = () => Promise.resolve({ years: [], local: [] })
const indexNumberView = () => Promise.resolve({ template: '{org}/{yyyy}-{seq:05}', usual: true, next: '', problem: '' })

function open(core: Partial<Transport>, of = file): VueWrapper {
  const { provide } = given({ calendarView, indexNumberView, letterOfficeView, agenciesView, historyView: () => Promise.resolve({ undo: null, redo: null, saved: '' }), ...core })
  return mount(StylePage, { props: { file: of, agencies: vi.fn() }, attachTo: document.body, global: { provide } })
}

describe('the page of the style sheet', () => {
  it('shows each choice with the national standard beside it, and marks what differs', async () => {
    const page = open({ styleView: () => Promise.resolve(view({}, '28')) })
    await flushPromises()
    const row = page.get('.row')
    expect(row.classes()).toContain('differs')
    expect(row.text()).toContain('国标：28.95 磅（已另定）')
    expect((page.get('#style-line_pitch').element as HTMLInputElement).value).toBe('28')
    expect(page.text()).toContain('每页 22 行，每行 28 字，版心 156×225 毫米')
    expect(page.findAll('fieldset:not(.sizes) legend').map((legend) => legend.text())).toEqual(['正文', '字体'])
    for (const control of page.findAll('fieldset:not(.sizes) :is(input, select)')) {
      const id = control.attributes('id')
      expect(page.find(`label[for="${id}"]`).exists() || control.attributes('aria-label')).toBeTruthy()
    }
    page.unmount()
  })

  it('saves a change at once, and follows when it is taken back', async () => {
    const styleSet = vi.fn(() => Promise.resolve(view({}, '28')))
    const historyUndo = vi.fn(() => Promise.resolve({ undo: null, redo: '版式', saved: '' }))
    const historyView = () => Promise.resolve({ undo: '版式', redo: null, saved: '' })
    const { history, provide } = given({ calendarView, indexNumberView, letterOfficeView, agenciesView, styleView: () => Promise.resolve(view()), styleSet, historyUndo, historyView })
    const page = mount(StylePage, { props: { file, agencies: vi.fn() }, attachTo: document.body, global: { provide } })
    await flushPromises()
    await page.get('#style-line_pitch').setValue('28')
    await flushPromises()
    expect(styleSet).toHaveBeenCalledTimes(1)
    expect(styleSet).toHaveBeenCalledWith(null, 'line_pitch', '28')
    expect(page.get('#style-status').text()).toBe('已保存')
    expect(history.view.value?.undo).toBe('版式')
    await history.undo()
    await flushPromises()
    expect((page.get('#style-line_pitch').element as HTMLInputElement).value).toBe('28.95')
    page.unmount()
  })

  it('says at the field what cannot be obeyed, and keeps what was typed', async () => {
    const wrong = { code: '', message: '正文行距应在 26 至 30 磅之间', detail: '', field: 'line_pitch' }
    const page = open({ styleView: () => Promise.resolve(view()), styleSet: () => Promise.reject(wrong) })
    await flushPromises()
    await page.get('#style-line_pitch').setValue('40')
    await flushPromises()
    const input = page.get('#style-line_pitch')
    expect((input.element as HTMLInputElement).value).toBe('40')
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(input.attributes('aria-describedby')).toContain('style-line_pitch-wrong')
    expect(page.get('#style-line_pitch-wrong').text()).toBe(wrong.message)
    expect(page.emitted('error')).toBeUndefined()
    expect(page.get('#style-status').text()).toBe('')
    page.unmount()
  })

  it('passes on what belongs to no field', async () => {
    const wrong = { code: '', message: '磁盘空间已满', detail: '', field: null }
    const page = open({ styleView: () => Promise.resolve(view()), styleSet: () => Promise.reject(wrong) })
    await flushPromises()
    await page.get('#style-line_pitch').setValue('28')
    await flushPromises()
    expect(page.emitted('error')).toEqual([[wrong]])
    page.unmount()
  })

  it('takes a font of the list or any other name', async () => {
    const styleSet = vi.fn((_agency: string | null, _key: string, value: string) => Promise.resolve(view({}, '28.95', value)))
    const page = open({ styleView: () => Promise.resolve(view()), styleSet })
    await flushPromises()
    await page.get('#style-face_kai_ti').setValue('楷体')
    await flushPromises()
    expect(styleSet).toHaveBeenLastCalledWith(null, 'face_kai_ti', '楷体')
    await page.get('#style-face_kai_ti').setValue('/')
    await flushPromises()
    expect(styleSet).toHaveBeenCalledTimes(1)
    await page.get('#style-face_kai_ti-other').setValue('方正楷体_GBK')
    await flushPromises()
    expect(styleSet).toHaveBeenLastCalledWith(null, 'face_kai_ti', '方正楷体_GBK')
    expect((page.get('#style-face_kai_ti-other').element as HTMLInputElement).value).toBe('方正楷体_GBK')
    page.unmount()
  })

  it('asks for the style of the chosen unit and lets it follow the others again', async () => {
    const styleView = vi.fn((agency: string | null) => Promise.resolve(view({ agency, own: agency === 'b' }, agency ? '28' : '28.95')))
    const styleFollow = vi.fn(() => Promise.resolve(view({ agency: 'b' })))
    const page = open({ styleView, styleFollow })
    await flushPromises()
    expect(page.find('#style-follow').exists()).toBe(false)
    await page.get('#style-scope').setValue('b')
    await flushPromises()
    expect(styleView).toHaveBeenLastCalledWith('b')
    expect(page.text()).toContain('该单位另定了版式')
    await page.get('#style-follow').trigger('click')
    await flushPromises()
    expect(styleFollow).toHaveBeenCalledWith('b')
    expect(page.text()).toContain('该单位沿用全部单位的版式')
    page.unmount()
  })

  it('cannot be changed in a file that is open for reading', async () => {
    const page = open({ styleView: () => Promise.resolve(view({}, '28')) }, { ...file, read_only: '以只读方式打开' })
    await flushPromises()
    expect(page.findAll('fieldset:not(.sizes)').every((group) => group.attributes('disabled') !== undefined)).toBe(true)
    expect(page.get('#style-standard').attributes('disabled')).toBeDefined()
    expect(page.text()).toContain('只能查看')
    page.unmount()
  })
})
