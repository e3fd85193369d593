// Every HTML file of a folder in a headless browser: axe finds nothing, a narrow screen and a large zoom lose nothing,
// paper repeats heads, tears no row and cuts nothing off.
//
//   node tests/e2e/html.mjs FOLDER [--keep FOLDER_FOR_PDF_AND_PICTURES]
//
// Files `…_网站粘贴.html` are fragments: they are looked at inside a minimal page, as a website would show them, and once
// more after what a website's editor does to them. 样张.html is the document of crates/html/examples/specimen.rs.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const folder = process.argv[2] && resolve(process.argv[2])
if (!folder) {
  console.error('node tests/e2e/html.mjs FOLDER [--keep FOLDER]')
  process.exit(2)
}
const keep = process.argv[3] === '--keep' ? resolve(process.argv[4]) : undefined
const work = keep ?? mkdtempSync(join(tmpdir(), 'mingce-html-'))
mkdirSync(work, { recursive: true })
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const FRAGMENT = '_网站粘贴'
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The page of a website that a fragment was pasted into. */
const wrapped = (fragment) => `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>政府信息公开年报</title></head>
<body><main>${fragment}</main></body></html>`

/** What strict editors of websites leave: no classes, ids, roles and aria, no style blocks, no tabindex. */
const sanitised = (fragment) =>
  fragment.replace(/<style[\s\S]*?<\/style>/g, '').replace(/ (?:class|id|role|tabindex|lang|aria-[a-z]+)="[^"]*"/g, '')

const browser = await chromium.launch({
  executablePath: process.env.MINGCE_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
})
let passed = 0
let failed = 0

async function step(name, test) {
  try {
    await test()
    passed += 1
  } catch (error) {
    failed += 1
    console.log(`FAILED  ${name}\n${error.stack ?? error}`)
  }
}

/** Opens HTML as a file; nothing else may be asked for. */
async function open(html, name) {
  const path = join(work, `${name}.html`)
  writeFileSync(path, html)
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  const asked = []
  page.on('request', (request) => asked.push(decodeURI(request.url())))
  await page.goto(pathToFileURL(path).href)
  assert.deepEqual(asked, [decodeURI(pathToFileURL(path).href)], 'nothing is loaded from elsewhere')
  await page.evaluate(axe)
  return page
}

async function violations(page) {
  const found = await page.evaluate((tags) => axe.run({ runOnly: { type: 'tag', values: tags } }), TAGS)
  assert.ok(found.passes.length > 15, 'axe has looked')
  return found.violations.map((v) => `${v.id} (${v.impact}): ${v.help}\n    ${v.nodes.map((n) => `${n.target} ${n.failureSummary}`).slice(0, 3).join('\n    ')}`)
}

/** How much the page is wider than the screen; and which wide tables and charts stand outside a box that a keyboard can scroll. */
const overflow = (page) =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
    const named = (node) => node.closest('[role="region"][tabindex="0"][aria-label]')
    const needs = (node) => node.localName === 'svg' || node.querySelectorAll('col').length > 4
    const loose = [...document.querySelectorAll('table, svg')].filter((node) => needs(node) && !named(node)).length
    return { wide, loose }
  })

/** The words of a PDF by page, each with its right edge; and the size of each page in points. */
function pages(pdf) {
  const xml = execFileSync('pdftotext', ['-bbox', pdf, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 })
  return [...xml.matchAll(/<page width="([\d.]+)" height="([\d.]+)">([\s\S]*?)<\/page>/g)].map(([, width, height, inside]) => ({
    width: Number(width),
    height: Number(height),
    words: [...inside.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)<\/word>/g)].map(
      ([, xMin, yMin, xMax, yMax, text]) => ({ xMin: +xMin, yMin: +yMin, xMax: +xMax, yMax: +yMax, text }),
    ),
  }))
}
const textOf = (page) => page.words.map((word) => word.text).join('')

async function print(page, name) {
  const pdf = join(work, `${name}.pdf`)
  await page.pdf({ path: pdf, preferCSSPageSize: true })
  return pages(pdf)
}

const POINTS = 72 / 25.4
const files = readdirSync(folder).filter((name) => name.endsWith('.html')).sort()
assert.ok(files.length >= 2, `no HTML in ${folder}`)
for (const file of files) {
  const name = basename(file, '.html')
  const fragment = name.endsWith(FRAGMENT)
  const source = readFileSync(join(folder, file), 'utf8')
  const html = fragment ? wrapped(source) : source
  const specimen = name.startsWith('样张')

  const page = await open(html, name)
  await step(`${name}: nothing of the text has become code`, async () => {
    const ran = await page.evaluate(() => [window.ran, document.querySelectorAll('script, img, iframe, link, object').length])
    assert.deepEqual(ran, [undefined, 0])
    if (fragment) assert.doesNotMatch(source, /<style|<script|<[^>]* (class|id|href)=/)
    else assert.match(source, /^<!DOCTYPE html>\n<html [^>]*lang="zh-CN"[^>]*>\n?<head>/)
  })
  // A telephone; 1280 pixels at 200 %; a desk.
  for (const width of [360, 640, 1280]) {
    await step(`${name}: axe and the edges at ${width} pixels`, async () => {
      await page.setViewportSize({ width, height: 900 })
      if (width !== 640) assert.deepEqual(await violations(page), [])
      const { wide, loose } = await overflow(page)
      assert.ok(wide <= 0, `the page is ${wide} pixels too wide`)
      assert.equal(loose, 0, 'every wide table and chart stands in a box of its own')
      if (keep) await page.screenshot({ path: join(work, `${name}_${width}.png`), fullPage: true })
    })
  }
  await step(`${name}: a keyboard scrolls a wide table on a narrow screen`, async () => {
    await page.setViewportSize({ width: 360, height: 900 })
    const box = await page.evaluateHandle(() => [...document.querySelectorAll('[role="region"]')].find((node) => node.scrollWidth > node.clientWidth))
    assert.ok(await box.evaluate((node) => !!node), 'every one of these has a table wider than a telephone')
    await box.evaluate((node) => node.focus())
    assert.ok(await box.evaluate((node) => document.activeElement === node))
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction((node) => node.scrollLeft > 0, box)
  })
  await step(`${name}: on paper nothing is cut off`, async () => {
    await page.setViewportSize({ width: 1280, height: 900 })
    const sheets = await print(page, name)
    const [left, right] = fragment ? [0, 0] : [28 * POINTS, 26 * POINTS]
    for (const [at, sheet] of sheets.entries()) {
      const upright = sheet.height > sheet.width
      for (const word of sheet.words) {
        const fits = upright ? word.xMin >= left - 1 && word.xMax <= sheet.width - right + 1 : word.xMax <= sheet.width
        assert.ok(fits, `page ${at + 1}: ${JSON.stringify(word)} of ${sheet.width}`)
      }
      if (fragment) continue
      assert.ok(Math.abs(sheet.width - (upright ? 210 : 297) * POINTS) < 1, 'A4')
      assert.match(textOf(sheet), new RegExp(`—${at + 1}—`), `page ${at + 1} has its number`)
      if (specimen) assert.equal(upright, !textOf(sheet).includes('长表乙的表头'), 'the wide table, and it alone, lies across')
    }
    if (specimen) checkTables(sheets)
    if (fragment) return
    // A form, a chart or, of one too tall for a page, its first part: whole, on one page, with the heading above.
    let seen = 0
    for (const [first, last] of [['一、本年新收政府信息公开申请数量', '四、结转下年度继续办理'], ['二、流程图', '图1（共2图）']]) {
      const on = sheets.map(textOf).filter((text) => text.includes(first) || text.includes(last))
      assert.ok(on.every((text) => text.includes(first) && text.includes(last)), `${first} and ${last} stand on one page`)
      seen += on.length
    }
    assert.equal(seen, specimen ? 0 : 1)
  })
  if (fragment) {
    await step(`${name}: what a strict editor leaves is still a table with borders`, async () => {
      const left = await open(wrapped(sanitised(source)), `${name}_过滤后`)
      const found = await left.evaluate(() => {
        const cells = [...document.querySelectorAll('td, th')]
        const bare = cells.filter((cell) => getComputedStyle(cell).borderTopStyle !== 'solid').length
        return { cells: cells.length, bare, scopes: document.querySelectorAll('th[scope]').length }
      })
      assert.ok(found.cells > 0 && found.bare === 0 && found.scopes > 0, JSON.stringify(found))
      if (keep) await left.screenshot({ path: join(work, `${name}_过滤后.png`), fullPage: true })
      await left.context().close()
    })
  }
  await page.context().close()
  console.log(`looked at ${name}`)
}

/** Heads stand on every page that has rows of their table; a row's first and last words stand on one page. */
function checkTables(sheets) {
  for (const [id, head] of [['long', '长表甲的表头'], ['across', '长表乙的表头']]) {
    const on = sheets.map(textOf).filter((text) => text.includes(`${id}始`))
    assert.ok(on.length >= 2, `${id} runs over several pages`)
    for (const text of on) {
      assert.ok(text.includes(head), `${id}: a page without its heads`)
      const rows = (mark) => [...text.matchAll(new RegExp(`${id}${mark}(\\d+)号`, 'g'))].map((found) => found[1]).sort()
      assert.deepEqual(rows('始'), rows('终'), `${id}: a torn row`)
    }
  }
}

await browser.close()
console.log(`\n${passed} passed, ${failed} failed`)
if (!failed && !keep) rmSync(work, { recursive: true, force: true })
process.exit(failed ? 1 : 0)
