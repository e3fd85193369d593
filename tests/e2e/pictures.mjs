// The README's pictures from those that the browser's journey has taken, as small files.
//
//   node tests/e2e/serve.mjs --app target/debug/mingce --shots FOLDER && node tests/e2e/pictures.mjs FOLDER docs/pictures
import { readFileSync, rmSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const [from, to] = process.argv.slice(2)
/** Every page and dialog of the sample county, and of an empty file of a unit with a name of forty characters. */
const NAMES = ['start', 'workbench', 'report', 'findings', 'trace', 'versions', 'help', 'jump', 'keys', 'export', 'settings-large', 'workbench-empty', 'report-empty', 'report-zero', 'settings-empty', 'catalogue-empty', 'catalogue', 'catalogue-item', 'catalogue-findings', 'standard', 'import', 'catalogue-export', 'catalogue-bulk', 'item-handling', 'upstream', 'bases', 'publication-ready', 'search', 'agencies', 'applications', 'application-case', 'application-outcome', 'application-letters', 'disputes', 'case-disputes', 'ledger-import', 'due-sheet', 'late-reason', 'item-files', 'processes', 'process-editor', 'process-lanes', 'booklets', 'booklet-items']
/** A window of 1366, one of 1024, and 1366 with text twice as large. */
const WIDTHS = [1366, 1024, 683]
rmSync(to, { recursive: true, force: true })
mkdirSync(to, { recursive: true })
const browser = await chromium.launch({ executablePath: process.env.MINGCE_CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] })
const page = await browser.newPage()
let bytes = 0
for (const name of NAMES) {
  for (const width of WIDTHS) {
    const png = readFileSync(join(from, `${name}-${width}.png`)).toString('base64')
    const webp = await page.evaluate(async (data) => {
      const picture = new Image()
      picture.src = `data:image/png;base64,${data}`
      await picture.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height })
      canvas.getContext('2d').drawImage(picture, 0, 0)
      return canvas.toDataURL('image/webp', 0.3).split(',')[1]
    }, png)
    const file = Buffer.from(webp, 'base64')
    bytes += file.length
    writeFileSync(join(to, `${name}-${width}.webp`), file)
  }
}
await browser.close()
console.log(`${NAMES.length * WIDTHS.length} pictures, ${Math.round(bytes / 1024)} KB`)
