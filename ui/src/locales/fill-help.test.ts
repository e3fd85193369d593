import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FILL_HELP, fillHelp } from './fill-help'

interface Form { headings: { section?: string }[]; tables: { rows: { cells: { at?: string }[] }[] }[] }

describe('填写说明', () => {
  it('is there for every field of the form, and every entry is about one', () => {
    const form = JSON.parse(readFileSync('../assets/formats/annual_report_2021.json', 'utf8')) as Form
    const cells = form.tables.flatMap((table) => table.rows.flatMap((row) => row.cells.flatMap((cell) => cell.at ?? [])))
    const sections = form.headings.flatMap((heading) => (heading.section ? [`sections.${heading.section}`] : []))
    expect(cells.length).toBeGreaterThan(190)
    const around = ['title', 'preamble', 'report.signed_by', 'report.signed_on']
    const used = new Set<string>()
    for (const at of [...cells, ...sections, ...around]) {
      const help = fillHelp(at)
      expect(help, at).toBeDefined()
      used.add(help!.at)
    }
    expect(FILL_HELP.map((help) => help.at).filter((at) => !used.has(at) && at !== 'sections')).toEqual([])
  })

  it('takes the entry that is nearest', () => {
    expect(fillHelp('proactive.rules.issued')!.at).toBe('proactive.rules')
    expect(fillHelp('proactive.administrative_fees')!.at).toBe('proactive')
    expect(fillHelp('requests.new_other')).toBeUndefined()
    expect(fillHelp('nothing')).toBeUndefined()
  })
})
