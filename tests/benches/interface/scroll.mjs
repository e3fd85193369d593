// How smoothly the preview scrolls through a long report: fifty pages and more, fetched and drawn as they come into sight.
// Over `mingce serve` in Chromium.
//
//   node tests/benches/interface/scroll.mjs --app target/release/mingce --data FILE
//
// FILE is changed.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { spread } from './typing.mjs'

const { chromium } = createRequire(resolve('tests/e2e/package.json'))('playwright-core')
const option = (name) => process.argv[process.argv.indexOf(name) + 1]
const browser = await chromium.launch({ executablePath: process.env.MINGCE_CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] })
const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
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
await page.goto(link)
await page.locator('.workbench table').waitFor()
await page.keyboard.press('Alt+2')
await page.locator('.agencies li').nth(2).click()
await page.locator('#text-overview').fill('（一）主动公开。\n全年主动公开政府信息，做到应公开尽公开，及时更新栏目内容，方便群众查阅和监督。\n'.repeat(1500).slice(0, 48_000))
await page.waitForFunction(() => document.querySelectorAll('.sheet').length >= 50, null, { timeout: 60_000 })
const found = await page.evaluate(async () => {
  const column = document.getElementById('pages')
  const frames = []
  const waits = []
  let last = performance.now()
  // A wheel turned without a pause: half a page, then a look at what is there.
  for (column.scrollTop = 0; column.scrollTop + column.clientHeight < column.scrollHeight - 1; column.scrollTop += 60) {
    await new Promise((done) => requestAnimationFrame(done))
    frames.push(performance.now() - last)
    last = performance.now()
  }
  // Jumped to a page far away: until its drawing is there.
  for (const at of [0.1, 0.9, 0.3, 0.7, 0.5]) {
    column.scrollTop = at * column.scrollHeight
    const start = performance.now()
    const inSight = () => [...document.querySelectorAll('.sheet')].filter((sheet) => {
      const { top, bottom } = sheet.getBoundingClientRect()
      return bottom > 200 && top < 700
    })
    await new Promise((done) => requestAnimationFrame(done))
    while (!inSight().every((sheet) => sheet.querySelector('svg'))) await new Promise((done) => requestAnimationFrame(done))
    waits.push(performance.now() - start)
  }
  return { frames, waits, sheets: document.querySelectorAll('.sheet').length, drawn: document.querySelectorAll('.sheet svg').length }
})
console.log(`${found.sheets} pages, ${found.drawn} of them kept as drawings`)
console.log(`a frame while scrolling: ${spread(found.frames)}`)
console.log(`a far page there after: ${spread(found.waits)}`)
await browser.close()
program.kill('SIGTERM')
