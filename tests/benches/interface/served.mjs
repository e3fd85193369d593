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
import { say, typing } from './typing.mjs'

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
say(await page.evaluate(typing, RUNS))
const pss = /Pss:\s+(\d+)/.exec(readFileSync(`/proc/${program.pid}/smaps_rollup`, 'utf8'))
console.log(`memory of the program: ${(Number(pss[1]) / 1024).toFixed(0)} MB`)
await browser.close()
program.kill('SIGTERM')
