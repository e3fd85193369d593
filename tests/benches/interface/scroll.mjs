// How smoothly the preview scrolls through a long report: fifty pages and more, fetched and drawn as they come into sight.
// Over `mingce serve` in Chromium.
//
//   node tests/benches/interface/scroll.mjs --app target/release/mingce --data FILE
//
// FILE is changed.
import { opened, served } from './program.mjs'
import { spread } from './typing.mjs'

const { browser, page } = await opened()
const { program, link } = await served()
await page.goto(link)
await page.locator('.workbench table').waitFor()
await page.keyboard.press('Alt+3')
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
