import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import type { FileView } from '../../ipc/bindings/FileView'
import type { IndexNumberView } from '../../ipc/bindings/IndexNumberView'
import { given } from '../../shared/testing'
import IndexNumber from './IndexNumber.vue'

const file: FileView = { name: 'a.mingce', path: '/a.mingce', sample: false, read_only: null, agencies: [{ id: 'own', name: '青石镇人民政府', kind: '乡镇人民政府', depth: 0, area: false }], years: [] }
const usual: IndexNumberView = { template: '{org}/{yyyy}-{seq:05}', usual: true, next: '1/2026-00001', problem: '' }

describe('the pattern of index numbers', () => {
  it('shows what a pattern would give while it is typed, and keeps it on Enter', async () => {
    const indexNumberView = vi.fn((_: string, template: string | null) =>
      Promise.resolve(template === null ? usual : template.includes('{seq') ? { template, usual: false, next: 'QS-2026-1', problem: '' } : { template, usual: false, next: '', problem: '格式中要有序号' }))
    const wrong = { code: '', message: '格式中要有序号', detail: '', field: 'template' }
    const indexNumberSet = vi.fn((_: string, template: string) =>
      template && !template.includes('{seq') ? Promise.reject(wrong) : Promise.resolve({ template: template || usual.template, usual: !template, next: 'QS-2026-1', problem: '' }))
    const core = { indexNumberView, indexNumberSet, historyView: () => Promise.resolve({ undo: null, redo: null, saved_at: null, lately: [] } as never) }
    const page = mount(IndexNumber, { props: { file }, global: { provide: given(core).provide } })
    await flushPromises()
    expect(page.find('#index-says').text()).toContain('1/2026-00001')
    expect(page.find('#index-reset').exists()).toBe(false)
    await page.find('#index-template').setValue('QS-{yyyy}')
    await flushPromises()
    expect(page.find('#index-says').classes()).toContain('wrong')
    expect(page.emitted('error')).toBeUndefined()
    await page.find('#index-template').setValue('QS-{yyyy}-{seq}')
    await flushPromises()
    expect(page.find('#index-says').text()).toContain('QS-2026-1')
    await page.find('#index-template').trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(indexNumberSet).toHaveBeenLastCalledWith('own', 'QS-{yyyy}-{seq}')
    await page.find('#index-reset').trigger('click')
    await flushPromises()
    expect(indexNumberSet).toHaveBeenLastCalledWith('own', '')
  })
})
