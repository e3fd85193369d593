import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { TRANSPORT, type Transport } from '../../ipc/transport'
import ExportDialog from './ExportDialog.vue'

describe('the export dialog', () => {
  it('offers the HTML for a site’s editor with a word on how to paste it', async () => {
    const reportExport = vi.fn((request: unknown) => (void request, Promise.resolve(null)))
    const core = { reportExport } as unknown as Transport
    HTMLDialogElement.prototype.showModal ??= () => {}
    const dialog = mount(ExportDialog, {
      props: { agency: 'a', year: 2025, blocking: 0 },
      global: { provide: { [TRANSPORT as symbol]: core } },
    })
    const choice = dialog.findAll('label').find((label) => label.text().includes('粘贴到网站编辑器'))!
    expect(dialog.text()).not.toContain('源代码')
    await choice.get('input').setValue(true)
    expect(dialog.text()).toContain('源代码')
    await dialog.get('#export-go').trigger('click')
    await flushPromises()
    expect(reportExport.mock.calls[0]![0]).toMatchObject({ formats: ['docx', 'pdf', 'html-inline'] })
  })
})
