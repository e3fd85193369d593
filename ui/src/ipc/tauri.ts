// The window's transport: the only place that knows Tauri.
import { Channel, invoke } from '@tauri-apps/api/core'
import type { Progress } from './bindings/Progress'
import type { Transport } from './transport'

export const tauri: Transport = {
  fileCurrent: () => invoke('file_current'),
  fileCreate: (request) => invoke('file_create', { request }),
  fileOpen: () => invoke('file_open'),
  fileSample: () => invoke('file_sample'),
  fileClose: () => invoke('file_close'),
  reportView: (agency, year) => invoke('report_view', { agency, year }),
  reportVersions: (agency, year) => invoke('report_versions', { agency, year }),
  versionStep: (agency, year, step) => invoke('version_step', { agency, year, step }),
  versionCompare: (version) => invoke('version_compare', { version }),
  workbenchView: () => invoke('workbench_view'),
  reportDateSet: (date) => invoke('report_date_set', { date }),
  reportEdit: (agency, year, edit) => invoke('report_edit', { agency, year, edit }),
  historyView: () => invoke('history_view'),
  historyUndo: () => invoke('history_undo'),
  historyRedo: () => invoke('history_redo'),
  reportPages: (agency, year) => invoke('report_pages', { agency, year }),
  reportFind: (version, words) => invoke('report_find', { version, words }),
  // Raw bytes: a page is a hundred thousand characters, which JSON would quote one by one.
  reportPage: async (version, page) => new TextDecoder().decode(await invoke<ArrayBuffer>('report_page', { version, page })),
  reportTrace: (agency, year, cell) => invoke('report_trace', { agency, year, cell }),
  reportExport: (request, tell) => {
    const progress = new Channel<Progress>()
    progress.onmessage = tell
    return invoke('report_export', { request, progress })
  },
  exportCancel: () => invoke('export_cancel'),
  exportReveal: () => invoke('export_reveal'),
  styleView: (agency) => invoke('style_view', { agency }),
  styleSet: (agency, key, value) => invoke('style_set', { agency, key, value }),
  styleStandard: (agency) => invoke('style_standard', { agency }),
  styleFollow: (agency) => invoke('style_follow', { agency }),
  styleUndo: (agency, action) => invoke('style_undo', { agency, action }),
}
