// How long the interface takes, as somebody at the keyboard sees it: from the start of the program to the workbench, from
// Enter in a cell to the new figure on the screen, and to the new page of the preview. Over `mingce serve` in Chromium.
//
//   node tests/benches/interface/served.mjs --app target/release/mingce --data FILE [--agency NAME]
//
// FILE is changed. Needs `npm install` in tests/e2e and `npm run build` in ui.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const { chromium } = createRequire(resolve('tests/e2e/package.json'))('playwright-core')
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name)
  return at < 0 ? otherwise : process.argv[at + 1]
}
const RUNS = 60
const browser = await chromium.launch({
  executablePath: process.env.MINGCE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
await page.goto('about:blank')

const started = performance.now()
const program = spawn(option('--app'), ['--today', '2026-01-20', 'serve', '--no-browser', '--data', option('--data')], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { MINGCE_ASSETS: resolve('assets'), MINGCE_UI: resolve('ui/dist'), ...process.env },
})
const link = await new Promise((done) => {
  let said = ''
  program.stdout.on('data', (bytes) => {
    said += bytes
    const found = /http:\/\/\S+/.exec(said)
    if (found) done(found[0])
  })
})
const listening = performance.now()
await page.goto(link)
await page.locator('.workbench table').waitFor()
const ready = performance.now()
console.log(`program listens after ${(listening - started).toFixed(0)} ms, the workbench is there after ${(ready - started).toFixed(0)} ms`)

await page.keyboard.press('Alt+2')
const agency = option('--agency', '清溪县自然资源局')
await page.locator('.agencies li', { hasText: agency }).first().click()
await page.locator('h1', { hasText: agency }).waitFor()
await page.waitForFunction(() => document.querySelectorAll('[data-page="1"] svg path').length > 20)
const times = await page.evaluate(async (runs) => {
  const cell = 'proactive.licences'
  const field = () => document.querySelector(`td[data-at="${cell}"] input.cell`)
  // The page with the cell must be in sight: only pages that are seen are drawn.
  const go = document.getElementById('preview-go')
  go.selectedIndex = [...go.options].findIndex((entry) => entry.textContent.includes('主动公开政府信息情况'))
  go.dispatchEvent(new Event('change'))
  await new Promise((done) => setTimeout(done, 500))
  const when = (where, test) =>
    new Promise((done) => {
      const watcher = new MutationObserver((changes) => {
        if (!test(changes)) return
        watcher.disconnect()
        // The first task after the frame that shows it: a message is not held back until the next frame.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => done(performance.now())
        requestAnimationFrame(() => port2.postMessage(0))
      })
      watcher.observe(where, { childList: true, subtree: true, characterData: true, attributes: true })
      setTimeout(() => (watcher.disconnect(), done(NaN)), 5000)
    })
  performance.setResourceTimingBufferSize(10_000)
  const begun = performance.now()
  const figures = []
  const pages = []
  for (let run = 0; run <= runs; run += 1) {
    const value = String(2000 + run)
    field().focus()
    field().value = value
    field().dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise((done) => setTimeout(done, 30))
    const saved = when(document.getElementById('saved'), () => document.getElementById('saved').textContent.startsWith('已保存'))
    const drawn = when(document.getElementById('pages'), (changes) => changes.some((change) => [...change.addedNodes].some((node) => ['svg', 'g'].includes(node.nodeName.toLowerCase()))))
    const start = performance.now()
    field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    const [a, b] = await Promise.all([saved, drawn])
    if (run > 0) {
      figures.push(a - start)
      pages.push(b - start)
    }
  }
  const asked = performance.getEntriesByType('resource').filter((entry) => entry.startTime > begun)
  const took = (part) => asked.filter((entry) => entry.name.includes(part)).map((entry) => entry.responseEnd - entry.startTime)
  return { figures, pages, 'the edit and its answer': took('report_edit'), 'the question for pages': took('report_pages'), 'a page': took('/page/') }
}, RUNS)
for (const [name, found] of Object.entries(times)) {
  const sorted = found.filter((time) => !Number.isNaN(time)).sort((a, b) => a - b)
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)]?.toFixed(0)
  const names = { figures: 'Enter → figures, totals, findings, 已保存, painted', pages: 'Enter → the changed page of the preview, painted' }
  console.log(`${names[name] ?? `  of it ${name}`}: p50 ${at(0.5)}, p95 ${at(0.95)} ms (${sorted.length} of ${RUNS})`)
}
const pss = /Pss:\s+(\d+)/.exec(readFileSync(`/proc/${program.pid}/smaps_rollup`, 'utf8'))
console.log(`memory of the program: ${(Number(pss[1]) / 1024).toFixed(0)} MB`)
await browser.close()
program.kill('SIGTERM')
