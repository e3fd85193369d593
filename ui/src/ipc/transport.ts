// What the interface may ask of the core. It does not know how the words travel: the window (tauri.ts) and a page served on
// loopback (served.ts) give it the same thing.
import { inject, type InjectionKey } from 'vue'
import type { ApplicationEdited } from './bindings/ApplicationEdited'
import type { ApplicationView } from './bindings/ApplicationView'
import type { ApplicationsView } from './bindings/ApplicationsView'
import type { BeforeView } from './bindings/BeforeView'
import type { CloseInput } from './bindings/CloseInput'
import type { CalendarEdited } from './bindings/CalendarEdited'
import type { CalendarInput } from './bindings/CalendarInput'
import type { CalendarView } from './bindings/CalendarView'
import type { DisputeEdited } from './bindings/DisputeEdited'
import type { DisputeInput } from './bindings/DisputeInput'
import type { DisputeStep } from './bindings/DisputeStep'
import type { DisputesView } from './bindings/DisputesView'
import type { EventInput } from './bindings/EventInput'
import type { LedgerExportRequest } from './bindings/LedgerExportRequest'
import type { LedgerImportRequest } from './bindings/LedgerImportRequest'
import type { LedgerImportView } from './bindings/LedgerImportView'
import type { LetterChoice } from './bindings/LetterChoice'
import type { LetterFormView } from './bindings/LetterFormView'
import type { LetterOffice } from './bindings/LetterOffice'
import type { LetterOfficeView } from './bindings/LetterOfficeView'
import type { LetterRequest } from './bindings/LetterRequest'
import type { DueSheetRequest } from './bindings/DueSheetRequest'
import type { LedgerView } from './bindings/LedgerView'
import type { LedgerViewEdit } from './bindings/LedgerViewEdit'
import type { LedgerViewsEdited } from './bindings/LedgerViewsEdited'
import type { PrintRequest } from './bindings/PrintRequest'
import type { LockView } from './bindings/LockView'
import type { OutcomeView } from './bindings/OutcomeView'
import type { RegisterInput } from './bindings/RegisterInput'
import type { Findings } from './bindings/Findings'
import type { AgenciesEdited } from './bindings/AgenciesEdited'
import type { AgenciesView } from './bindings/AgenciesView'
import type { AgencyEdit } from './bindings/AgencyEdit'
import type { ImportSource } from './bindings/ImportSource'
import type { BookletChoice } from './bindings/BookletChoice'
import type { BookletEdit } from './bindings/BookletEdit'
import type { BookletEdited } from './bindings/BookletEdited'
import type { OfficeItems } from './bindings/OfficeItems'
import type { BookletsView } from './bindings/BookletsView'
import type { ProcessChoice } from './bindings/ProcessChoice'
import type { ProcessDiff } from './bindings/ProcessDiff'
import type { ProcessDraft } from './bindings/ProcessDraft'
import type { ProcessEdit } from './bindings/ProcessEdit'
import type { ProcessEdited } from './bindings/ProcessEdited'
import type { ProcessExportRequest } from './bindings/ProcessExportRequest'
import type { ProcessView } from './bindings/ProcessView'
import type { ProcessesView } from './bindings/ProcessesView'
import type { ReceiveView } from './bindings/ReceiveView'
import type { BasesView } from './bindings/BasesView'
import type { CatalogueEdit } from './bindings/CatalogueEdit'
import type { CatalogueEdited } from './bindings/CatalogueEdited'
import type { CatalogueExportRequest } from './bindings/CatalogueExportRequest'
import type { EditionRequest } from './bindings/EditionRequest'
import type { EditionView } from './bindings/EditionView'
import type { ImportRequest } from './bindings/ImportRequest'
import type { ImportView } from './bindings/ImportView'
import type { ItemFilter } from './bindings/ItemFilter'
import type { ItemSort } from './bindings/ItemSort'
import type { IndexNumberView } from './bindings/IndexNumberView'
import type { ItemView } from './bindings/ItemView'
import type { ListFindings } from './bindings/ListFindings'
import type { ListRequest } from './bindings/ListRequest'
import type { ListView } from './bindings/ListView'
import type { TreeView } from './bindings/TreeView'
import type { StandardView } from './bindings/StandardView'
import type { UpstreamView } from './bindings/UpstreamView'
import type { ComparisonView } from './bindings/ComparisonView'
import type { VersionStep } from './bindings/VersionStep'
import type { VersionsView } from './bindings/VersionsView'
import type { Edit } from './bindings/Edit'
import type { Edited } from './bindings/Edited'
import type { ExportOutcome } from './bindings/ExportOutcome'
import type { ExportRequest } from './bindings/ExportRequest'
import type { FileView } from './bindings/FileView'
import type { LocalDate } from './bindings/LocalDate'
import type { WorkbenchView } from './bindings/WorkbenchView'
import type { FoundView } from './bindings/FoundView'
import type { HistoryView } from './bindings/HistoryView'
import type { NewFileRequest } from './bindings/NewFileRequest'
import type { PagesView } from './bindings/PagesView'
import type { Progress } from './bindings/Progress'
import type { PublicationEdit } from './bindings/PublicationEdit'
import type { PublicationEdited } from './bindings/PublicationEdited'
import type { PublicationExportRequest } from './bindings/PublicationExportRequest'
import type { PublicationView } from './bindings/PublicationView'
import type { PublicationsView } from './bindings/PublicationsView'
import type { ReportView } from './bindings/ReportView'
import type { SearchView } from './bindings/SearchView'
import type { StyleView } from './bindings/StyleView'
import type { TraceView } from './bindings/TraceView'

export interface Transport {
  fileCurrent(): Promise<FileView | null>
  /** Null when the clerk cancels the dialog. */
  fileCreate(request: NewFileRequest): Promise<FileView | null>
  fileOpen(): Promise<FileView | null>
  /** Opens the file that was refused last because another program has it, for looking only. */
  fileOpenReadOnly(): Promise<FileView>
  fileSample(): Promise<FileView>
  fileClose(): Promise<void>
  reportView(agency: string, year: number): Promise<ReportView>
  reportVersions(agency: string, year: number): Promise<VersionsView>
  /** The next step of a report on its way to publication. */
  versionStep(agency: string, year: number, step: VersionStep): Promise<VersionsView>
  /** What differs between a version and the report as it is now. */
  versionCompare(version: string): Promise<ComparisonView>
  workbenchView(): Promise<WorkbenchView>
  /** The superior office's date; fails with the field `local` when it is none. */
  reportDateSet(date: string): Promise<LocalDate>
  /** One change, one step that can be undone; what was typed into a cell that cannot hold it fails with the field `cell`. */
  reportEdit(agency: string, year: number, edit: Edit): Promise<Edited>
  historyView(): Promise<HistoryView>
  historyUndo(): Promise<HistoryView>
  historyRedo(): Promise<HistoryView>
  /** The printed pages; a later question makes an earlier one fail with the code `overtaken`. */
  reportPages(agency: string, year: number): Promise<PagesView>
  /** Where words stand on these pages, in points; fails with the code `stale` when that layout is gone. */
  reportFind(version: number, words: string): Promise<FoundView[]>
  /** One of them, from 0, as the text of an SVG; fails with the code `stale` when that layout is gone. */
  reportPage(version: number, page: number): Promise<string>
  /** Shows the printed pages in the program that prints them. */
  reportPrint(agency: string, year: number): Promise<void>
  /** The report as HTML to be pasted into a website’s editor. */
  reportFragment(agency: string, year: number): Promise<string>
  reportTrace(agency: string, year: number, cell: string): Promise<TraceView>
  /** A window of the list: filtered, sorted, from so far on. */
  cataloguePage(agency: string, request: ListRequest): Promise<ListView>
  /** How many fit in each sector, body and kind, whichever of these the filter names. */
  catalogueTree(agency: string, filter: ItemFilter): Promise<TreeView>
  /** What the checks say; a long list takes a while, and other questions are answered meanwhile. */
  catalogueFindings(agency: string): Promise<ListFindings>
  /** The identities of all that fit, in this order. */
  catalogueIds(agency: string, filter: ItemFilter, sort: ItemSort | null): Promise<string[]>
  catalogueItem(id: string): Promise<ItemView>
  /** Saves a copy of a file of an item where the clerk says; null when the clerk cancels. */
  catalogueFile(id: string, file: string): Promise<string | null>
  /** The standard catalogue (null) or a superior's, with what the agency has taken over. */
  catalogueStandard(agency: string, source: string | null): Promise<StandardView>
  /** What changed in what the agency follows. */
  catalogueUpstream(agency: string): Promise<UpstreamView>
  /** The basis library, with what the agency's items cite of it. */
  catalogueBases(agency: string): Promise<BasesView>
  /** The pattern of index numbers; with one to try, what that would give. */
  indexNumberView(agency: string, template: string | null): Promise<IndexNumberView>
  /** An empty pattern goes back to the usual one; one that cannot be used fails with the field `template`. */
  indexNumberSet(agency: string, template: string): Promise<IndexNumberView>
  /** The processes that an item of an agency can have. */
  catalogueProcesses(agency: string): Promise<ProcessChoice[]>
  /** One change, one step that can be undone. */
  catalogueEdit(agency: string, edit: CatalogueEdit): Promise<CatalogueEdited>
  /** What an import would do, or, when it says so, does. */
  catalogueImport(agency: string, request: ImportRequest): Promise<ImportView>
  /** Null when the clerk cancels the dialog. */
  catalogueExport(request: CatalogueExportRequest): Promise<ExportOutcome | null>
  /** The publications of an agency, or those under one of its items. */
  publicationList(agency: string, item: string | null): Promise<PublicationsView>
  publicationView(id: string): Promise<PublicationView>
  /** Changes a publication: one step that can be undone. */
  publicationEdit(agency: string, edit: PublicationEdit): Promise<PublicationEdited>
  /** Saves a copy of a piece of evidence where the clerk says; null when the clerk cancels. */
  publicationEvidence(id: string, evidence: string): Promise<string | null>
  publicationExport(request: PublicationExportRequest): Promise<ExportOutcome | null>
  /** An earlier edition against the list as it is. */
  catalogueCompare(request: EditionRequest): Promise<EditionView>
  catalogueCompareExport(request: EditionRequest, formats: string[]): Promise<ExportOutcome | null>
  /** The ledger of an agency, with what is due in it and the words of its forms. */
  applicationList(agency: string): Promise<ApplicationsView>
  /** What the checks say of the whole ledger. */
  applicationFindings(agency: string): Promise<Findings>
  applicationView(id: string): Promise<ApplicationView>
  /** What would follow from registering: the day of receipt, the due date, cases that may have asked for the same. */
  applicationBefore(agency: string, input: RegisterInput): Promise<BeforeView>
  /** What is missing or wrong fails with its field. */
  applicationRegister(agency: string, input: RegisterInput): Promise<ApplicationEdited>
  /** What happened in a case: one step that can be undone. */
  applicationEvent(id: string, input: EventInput): Promise<ApplicationEdited>
  applicationVoid(id: string, reason: string): Promise<ApplicationEdited>
  /** The next question, or the end. */
  applicationOutcome(answers: Record<string, string>): Promise<OutcomeView>
  /** Closes the case and issues its letter: one step. */
  applicationClose(id: string, input: CloseInput): Promise<ApplicationEdited>
  /** The reckoning in one sentence; fails with the field `fee`. */
  applicationFee(nth: number | null, pages: number | null, isPublic: boolean): Promise<string>
  disputeList(agency: string): Promise<DisputesView>
  disputeRegister(agency: string, input: DisputeInput): Promise<DisputeEdited>
  /** What happened to it: its decision, an appeal; or takes the last step back. */
  disputeStep(agency: string, id: string, input: DisputeStep): Promise<DisputeEdited>
  disputeCorrect(agency: string, id: string, input: DisputeInput): Promise<DisputeEdited>
  /** 时限表; null when the clerk cancels the dialog. */
  dueExport(request: DueSheetRequest): Promise<ExportOutcome | null>
  /** Letters or case sheets of chosen cases as one PDF; null when the clerk cancels the dialog. */
  applicationsPrint(request: PrintRequest): Promise<ExportOutcome | null>
  ledgerViews(): Promise<LedgerView[]>
  /** One change, one step that can be undone; a name that cannot be used fails with the field `name`. */
  ledgerViewEdit(edit: LedgerViewEdit): Promise<LedgerViewsEdited>
  /** Why the last command was refused with the code `year_lock`; `Late` asks, no page needs to. */
  yearLockQuestion(): Promise<LockView | null>
  yearLockReason(token: string, reason: string): Promise<void>
  disputeVoid(agency: string, id: string, reason: string): Promise<DisputeEdited>
  letterChoices(id: string): Promise<LetterChoice[]>
  letterForm(id: string, kind: string): Promise<LetterFormView>
  /** Its pages, fetched as those of a report. */
  letterPages(id: string, request: LetterRequest): Promise<PagesView>
  letterIssue(id: string, kind: string, fields: Record<string, string>, on: string): Promise<ApplicationEdited>
  /** `letter`: its number or identity. */
  letterVoid(id: string, letter: string, reason: string): Promise<ApplicationEdited>
  /** Null when the clerk cancels the dialog. */
  letterExport(id: string, request: LetterRequest): Promise<ExportOutcome | null>
  ledgerExport(request: LedgerExportRequest): Promise<ExportOutcome | null>
  ledgerImport(agency: string, request: LedgerImportRequest): Promise<LedgerImportView>
  /** The whole file of a case as PDFs; personal data masked unless `full`. */
  caseBundle(id: string, full: boolean): Promise<ExportOutcome | null>
  calendarView(): Promise<CalendarView>
  /** Adds a holiday notice or a local day; says which open cases' due dates moved. */
  calendarAdd(input: CalendarInput): Promise<CalendarEdited>
  letterOfficeView(agency: string): Promise<LetterOfficeView>
  letterOfficeSet(agency: string, office: LetterOffice, checked: boolean): Promise<LetterOfficeView>
  /** Null when the clerk cancels the dialog. */
  reportExport(request: ExportRequest, progress: (step: Progress) => void): Promise<ExportOutcome | null>
  bookletList(): Promise<BookletsView>
  /** The items that a booklet's offices have to choose from. */
  bookletItems(choice: BookletChoice): Promise<OfficeItems[]>
  bookletEdit(edit: BookletEdit): Promise<BookletEdited>
  /** Its pages, fetched as those of a report. */
  bookletPages(choice: BookletChoice): Promise<PagesView>
  /** `null` when the clerk picks no folder. */
  bookletExport(choice: BookletChoice, formats: string[]): Promise<ExportOutcome | null>
  processList(agency: string): Promise<ProcessesView>
  processView(agency: string, id: string): Promise<ProcessView>
  /** As it would be with a draft, which is not kept. */
  processDraft(agency: string, id: string, draft: ProcessDraft): Promise<ProcessView>
  processEdit(agency: string, edit: ProcessEdit): Promise<ProcessEdited>
  /** A copied process beside the shipped one. */
  processDiff(agency: string, id: string): Promise<ProcessDiff>
  /** `null` when the clerk picks no folder. */
  processExport(request: ProcessExportRequest): Promise<ExportOutcome | null>
  agenciesView(): Promise<AgenciesView>
  /** One change, one step that can be undone; what does not fit fails with its field. */
  agenciesEdit(edit: AgencyEdit): Promise<AgenciesEdited>
  /** What taking in a superior's catalogue would change, or, with `apply`, does. */
  catalogueReceive(source: ImportSource, apply: boolean): Promise<ReceiveView>
  /** What is found of every kind, at most `limit` of each; an agency’s own first among equals. */
  search(words: string, agency: string | null, limit: number): Promise<SearchView>
  /** Makes the search ready for its first question. */
  searchReady(): Promise<void>
  /** How far the running export is; `null` when there is none. */
  exportProgress(): Promise<Progress | null>
  exportCancel(): Promise<void>
  exportReveal(): Promise<void>
  /** The style of an agency, or of the whole file. */
  styleView(agency: string | null): Promise<StyleView>
  /** Makes one choice; an empty value takes it back. */
  styleSet(agency: string | null, key: string, value: string): Promise<StyleView>
  /** 恢复国标. */
  styleStandard(agency: string | null): Promise<StyleView>
  /** An agency's own style is dropped: it follows the file's. */
  styleFollow(agency: string): Promise<StyleView>
}

export const TRANSPORT: InjectionKey<Transport> = Symbol('transport')

export function useTransport(): Transport {
  const transport = inject(TRANSPORT)
  if (!transport) throw new Error('no transport was provided')
  return transport
}
