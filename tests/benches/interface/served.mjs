// How long the interface takes, as somebody at the keyboard sees it: from the start of the program to the workbench, from
// Enter in a cell to the new figure on the screen, and to the new page of the preview. Over `mingce serve` in Chromium.
//
//   node tests/benches/interface/served.mjs --app target/release/mingce --data FILE [--agency NAME]
//
// FILE is changed. Needs `npm install` in tests/e2e and `npm run build` in ui.
import { readFileSync } from 'node:fs'
import { opened, option, served } from './program.mjs'
import { say, typing } from './typing.mjs'

const RUNS = 60
const { browser, page } = await opened()
await page.goto('about:blank')

const started = performance.now()
const { program, link } = await served()
const listening = performance.now()
await page.goto(link)
await page.locator('.workbench table').waitFor()
const ready = performance.now()
console.log(`program listens after ${(listening - started).toFixed(0)} ms, the workbench is there after ${(ready - started).toFixed(0)} ms`)

await page.keyboard.press('Alt+3')
const agency = option('--agency', '清溪县自然资源局')
await page.locator('.agencies li', { hasText: agency }).first().click()
await page.locator('h1', { hasText: agency }).waitFor()
await page.waitForFunction(() => document.querySelectorAll('[data-page="1"] svg path').length > 20)
say(await page.evaluate(typing, RUNS))
const pss = /Pss:\s+(\d+)/.exec(readFileSync(`/proc/${program.pid}/smaps_rollup`, 'utf8'))
console.log(`memory of the program: ${(Number(pss[1]) / 1024).toFixed(0)} MB`)
await browser.close()
program.kill('SIGTERM')
