// 指导读本 in the real window: chosen, its pages follow what is typed, exported as PDF and DOCX, stopped without leaving anything.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const TITLE = '白石乡办事公开手册'

export async function bookletsInWindow({ browser, Key, step, text, until, tabTo, shot, home, app, dialogs }) {
  const cli = join(dirname(app), 'mingce')
  const run = (program, ...words) => {
    const done = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 64 << 20 })
    assert.equal(done.status, 0, `${program}: ${done.stderr}`)
    return done.stdout
  }
  const open = async (file) => {
    dialogs(file)
    await browser.$('#open').click()
    await until('the workbench', async () => (await browser.$('h1').getText()).includes('年度报告工作台'))
    await browser.keys([Key.Alt, '7'])
    await browser.$('#booklet-title').waitForExist()
  }
  const close = async () => {
    await browser.$('.close').click()
    await browser.$('#agency').waitForExist()
  }
  const sheets = () => browser.execute(() => document.querySelectorAll('[data-page]').length)
  const cover = () => browser.execute(() => document.querySelector('[data-page="1"] svg')?.outerHTML ?? '')
  const found = async (words) => {
    await browser.execute(() => { const field = document.getElementById('preview-find'); field.focus(); field.select() })
    for (const letter of words) await browser.keys(letter)
    await until(`“${words}” on the pages`, async () => /^1\/\d+$/.test(await text('#preview-hits')))
    await browser.keys([Key.Escape])
  }
  const into = join(home, '读本')

  await step('a booklet’s pages are there at once and follow each key of its title', async () => {
    const file = join(home, '读本.mingce')
    run(cli, 'init', file, '--agency', '清溪县白石乡人民政府', '--kind', 'township')
    run(cli, 'catalogue', 'adopt', '--data', file, '--sector', '养老服务', '--tier', '乡级')
    await open(file)
    await browser.$('#edition-township').waitForExist()
    await until('the cover', async () => (await cover()).length > 0)
    const all = await sheets()
    assert.ok(all > 10, `${all} pages`)
    await tabTo('booklet-title')
    for (const letter of TITLE) {
      const before = await cover()
      await browser.keys(letter)
      await until(`the cover with ${letter}`, async () => (await cover()) !== before)
    }
    assert.equal(await browser.execute(() => document.activeElement.id), 'booklet-title')
    await found(TITLE)
    await shot('43-booklet')
    // Fewer items, fewer pages; everything again, as many as before.
    await browser.execute(() => document.getElementById('booklet-some-items').focus())
    await browser.keys(' ')
    await until('nothing is made of nothing', async () => (await browser.$('#booklet-lacking').isExisting()) && (await sheets()) === 0)
    await browser.execute(() => document.querySelector('details input[type=checkbox]').focus())
    await browser.keys(' ')
    await until('the pages of one item', async () => (await sheets()) > 0 && (await sheets()) < all)
    await shot('44-booklet-items')
    await browser.execute(() => document.querySelector('input[name=booklet-some-items]').click())
    await until('all pages', async () => (await sheets()) === all)
  })

  await step('the booklet is exported as PDF and DOCX, and both say what was typed', async () => {
    mkdirSync(into, { recursive: true })
    dialogs(into)
    const count = await sheets()
    await tabTo('booklet-files')
    await browser.keys([Key.Enter])
    await browser.$('#booklet-export-go').waitForDisplayed()
    assert.deepEqual(await browser.execute(() => [...document.querySelectorAll('dialog fieldset input')].map((it) => it.checked)), [true, true])
    await tabTo('booklet-export-go')
    await browser.keys([Key.Enter])
    await browser.$('#booklet-export-close').waitForExist({ timeout: 60000 })
    await shot('45-booklet-written')
    const names = readdirSync(into).sort()
    assert.deepEqual(names.map((name) => name.split('.').pop()), ['docx', 'pdf'])
    const [docx, pdf] = names.map((name) => join(into, name))
    assert.ok(run('pdftotext', pdf, '-').includes(TITLE))
    assert.equal(Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', pdf))[1]), count, 'as many pages as were shown')
    assert.ok(run('unzip', '-p', docx, 'word/document.xml').replace(/<[^>]+>/g, '').includes(TITLE))
    assert.match(run('unzip', '-t', docx), /No errors detected/)
    await browser.$('#booklet-export-close').click()
    await close()
  })

  await step('a long export shows how far it is, and stopped it leaves nothing', async () => {
    const file = join(home, '大读本.mingce')
    const rows = join(home, '事项.csv')
    const lines = Array.from({ length: 400 }, (_, i) => `${i + 1},镇村事务,事项${i + 1},名称、内容、时限,《中华人民共和国政府信息公开条例》（国务院令第711号）,20个工作日内,清溪县白石乡人民政府,■政府网站,√,√,√`)
    writeFileSync(rows, `序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道和载体,全社会,主动,乡级\n${lines.join('\n')}\n`)
    run(cli, 'init', file, '--agency', '清溪县白石乡人民政府', '--kind', 'township')
    run(cli, 'catalogue', 'import', rows, '--data', file)
    const nothing = join(home, '停止')
    mkdirSync(nothing)
    await open(file)
    dialogs(nothing)
    await until('the cover', async () => (await cover()).length > 0)
    await browser.$('#booklet-files').click()
    await browser.$('#booklet-export-go').waitForDisplayed()
    await browser.$('#booklet-export-go').click()
    await browser.$('dialog .work button').waitForExist({ timeout: 20000, interval: 30 })
    assert.match(await text('dialog .work [role=status]'), /\S/)
    await shot('46-booklet-stop')
    await browser.$('dialog .work button').click()
    await until('it says that it was stopped', async () => (await browser.$('dialog .wrong').isExisting()) && (await text('dialog .wrong')).includes('已取消'))
    assert.deepEqual(readdirSync(nothing), [], 'nothing is left')
    await shot('47-booklet-stopped')
    await browser.keys([Key.Escape])
    await close()
  })
}
