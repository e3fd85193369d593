// The commands by name, the same over every link.
import type { ExportOutcome } from './bindings/ExportOutcome'
import type { ExportRequest } from './bindings/ExportRequest'
import type { Progress } from './bindings/Progress'
import type { Transport } from './transport'

/** How words travel to the core. */
export interface Link {
  call<T>(command: string, given?: Record<string, unknown>): Promise<T>
  /** A page of the preview as it is: a hundred thousand characters, which JSON would quote one by one. */
  page(version: number, page: number): Promise<string>
  /** An export tells how far it is. */
  export(request: ExportRequest, tell: (step: Progress) => void): Promise<ExportOutcome | null>
}

export const over = (link: Link): Transport => ({
  fileCurrent: () => link.call('file_current'),
  fileCreate: (request) => link.call('file_create', { request }),
  fileOpen: () => link.call('file_open'),
  fileOpenReadOnly: () => link.call('file_open_read_only'),
  fileSample: () => link.call('file_sample'),
  fileClose: () => link.call('file_close'),
  reportView: (agency, year) => link.call('report_view', { agency, year }),
  reportVersions: (agency, year) => link.call('report_versions', { agency, year }),
  versionStep: (agency, year, step) => link.call('version_step', { agency, year, step }),
  versionCompare: (version) => link.call('version_compare', { version }),
  workbenchView: () => link.call('workbench_view'),
  reportDateSet: (date) => link.call('report_date_set', { date }),
  reportEdit: (agency, year, edit) => link.call('report_edit', { agency, year, edit }),
  historyView: () => link.call('history_view'),
  historyUndo: () => link.call('history_undo'),
  historyRedo: () => link.call('history_redo'),
  reportPages: (agency, year) => link.call('report_pages', { agency, year }),
  reportFind: (version, words) => link.call('report_find', { version, words }),
  reportPage: (version, page) => link.page(version, page),
  reportPrint: (agency, year) => link.call('report_print', { agency, year }),
  reportFragment: (agency, year) => link.call('report_fragment', { agency, year }),
  reportTrace: (agency, year, cell) => link.call('report_trace', { agency, year, cell }),
  cataloguePage: (agency, request) => link.call('catalogue_page', { agency, request }),
  catalogueTree: (agency, filter) => link.call('catalogue_tree', { agency, filter }),
  catalogueFindings: (agency) => link.call('catalogue_findings', { agency }),
  catalogueIds: (agency, filter, sort) => link.call('catalogue_ids', { agency, filter, sort }),
  catalogueItem: (id) => link.call('catalogue_item', { id }),
  catalogueStandard: (agency, source) => link.call('catalogue_standard', { agency, source }),
  catalogueUpstream: (agency) => link.call('catalogue_upstream', { agency }),
  catalogueBases: (agency) => link.call('catalogue_bases', { agency }),
  indexNumberView: (agency, template) => link.call('index_number_view', { agency, template }),
  indexNumberSet: (agency, template) => link.call('index_number_set', { agency, template }),
  catalogueEdit: (agency, edit) => link.call('catalogue_edit', { agency, edit }),
  catalogueImport: (agency, request) => link.call('catalogue_import', { agency, request }),
  catalogueExport: (request) => link.call('catalogue_export', { request }),
  catalogueProcesses: (agency) => link.call('catalogue_processes', { agency }),
  processList: (agency) => link.call('process_list', { agency }),
  processView: (agency, id) => link.call('process_view', { agency, id }),
  processEdit: (agency, edit) => link.call('process_edit', { agency, edit }),
  processDiff: (agency, id) => link.call('process_diff', { agency, id }),
  processExport: (request) => link.call('process_export', { request }),
  agenciesView: () => link.call('agencies_view'),
  agenciesEdit: (edit) => link.call('agencies_edit', { edit }),
  catalogueReceive: (source, apply) => link.call('catalogue_receive', { source, apply }),
  publicationList: (agency, item) => link.call('publication_list', { agency, item }),
  publicationView: (id) => link.call('publication_view', { id }),
  publicationEdit: (agency, edit) => link.call('publication_edit', { agency, edit }),
  publicationEvidence: (id, evidence) => link.call('publication_evidence', { id, evidence }),
  publicationExport: (request) => link.call('publication_export', { request }),
  catalogueCompare: (request) => link.call('catalogue_compare', { request }),
  catalogueCompareExport: (request, formats) => link.call('catalogue_compare_export', { request, formats }),
  reportExport: (request, tell) => link.export(request, tell),
  search: (words, agency, limit) => link.call('search', { words, agency, limit }),
  searchReady: () => link.call('search_ready'),
  exportCancel: () => link.call('export_cancel'),
  exportReveal: () => link.call('export_reveal'),
  styleView: (agency) => link.call('style_view', { agency }),
  styleSet: (agency, key, value) => link.call('style_set', { agency, key, value }),
  styleStandard: (agency) => link.call('style_standard', { agency }),
  styleFollow: (agency) => link.call('style_follow', { agency }),
})
