// 指导读本: chosen, looked at page by page, kept, exported; what is wrong is said at its field. A file of its own.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export async function booklets({ step, page, look, until, home, data, app }) {
  const file = join(data, '读本.mingce')
  const mingce = (...words) => {
    const done = spawnSync(app, ['--today', '2026-01-12', ...words], { encoding: 'utf8' })
    assert.equal(done.status, 0, done.stderr)
    return done.stdout
  }
  const sheets = () => page.locator('[data-page]').count()
  let count = 0

  await step('指导读本 offers the edition of the file, says at its field what is wrong, and shows every page', async () => {
    mingce('init', file, '--agency', '青石镇人民政府', '--kind', 'township')
    mingce('catalogue', 'adopt', '--data', file, '--sector', '养老服务', '--tier', '乡级')
    await page.locator('.close').click()
    await page.locator('#open').click()
    await page.getByRole('button', { name: '读本.mingce' }).click()
    await page.getByRole('heading', { level: 1 }).getByText('年度报告工作台').waitFor()
    await page.keyboard.press('Alt+7')
    await page.locator('#edition-township:checked').waitFor()
    await page.locator('[data-page] svg').first().waitFor()
    await page.locator('#booklet-day').fill('2026-13-01')
    await page.locator('#booklet-day').blur()
    await until('why not', () => document.getElementById('booklet-day')?.getAttribute('aria-invalid') === 'true')
    await page.locator('#booklet-day').fill('2026-1-10')
    await page.locator('#booklet-day').blur()
    await page.locator('[data-page] svg').first().waitFor()
    // The pages follow each key.
    const cover = () => page.locator('[data-page="1"] svg').innerHTML()
    await page.locator('#booklet-title').focus()
    for (const letter of '青石镇政务公开指导手册') {
      const before = await cover()
      await page.keyboard.type(letter)
      await until('the cover with it', (before) => document.querySelector('[data-page="1"] svg')?.innerHTML !== before, before)
    }
    count = await sheets()
    assert.ok(count > 10, `${count} pages`)
    await look('booklets')
  })

  await step('a booklet is kept, exported with as many pages as were shown, and forgotten with a step back', async () => {
    await page.locator('#booklet-name').fill('培训用')
    await page.locator('#booklet-keep').click()
    await until('kept', () => document.getElementById('booklet-kept')?.value === '培训用')
    await page.locator('#booklet-files').click()
    await page.locator('#booklet-export-go').waitFor()
    await page.locator('dialog').getByText('DOCX（').click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#booklet-export-go').click()])
    const pdf = join(home, '读本.pdf')
    await download.saveAs(pdf)
    assert.equal(readFileSync(pdf).subarray(0, 4).toString('latin1'), '%PDF')
    const told = spawnSync('pdfinfo', [pdf], { encoding: 'utf8' }).stdout
    assert.equal(Number(/Pages:\s+(\d+)/.exec(told)?.[1]), count)
    assert.match(told, /青石镇政务公开指导手册/)
    await page.locator('#booklet-export-close').click()
    await page.locator('#booklet-forget').click()
    await page.locator('#booklet-forget-go').click()
    await until('forgotten', () => ![...document.querySelectorAll('#booklet-kept option')].some((it) => it.value === '培训用'))
    await page.keyboard.press('Control+z')
    await until('back', () => [...document.querySelectorAll('#booklet-kept option')].some((it) => it.value === '培训用'))
  })

  await step('items are ticked by keyboard, nothing ticked is not everything, and the choice is kept', async () => {
    await page.locator('#booklet-kept').selectOption('')
    await page.locator('#booklet-some-items').focus()
    await page.keyboard.press('Space')
    await until('nothing can be made of nothing', () => document.getElementById('booklet-files')?.disabled && !document.querySelector('[data-page]'))
    assert.match(await page.locator('#booklet-lacking').innerText(), /至少选一项/)
    // The list comes a moment later than the page says that nothing is ticked.
    await page.locator('details label').nth(2).waitFor()
    const names = await page.locator('details label').allInnerTexts()
    const word = names[1].trim().split('/').at(-1).split('　')[0]
    await page.locator('#booklet-sought').fill(word)
    await until('found', ([word]) => [...document.querySelectorAll('details label')].every((it) => it.textContent.includes(word)), [word])
    await page.locator('details input[type=checkbox]').first().focus()
    await page.keyboard.press('Space')
    await page.locator('#booklet-chosen').getByText('已选 1 项').waitFor()
    await look('booklet-items')
    await until('fewer pages', (count) => document.querySelectorAll('[data-page]').length > 0 && document.querySelectorAll('[data-page]').length < count, count)
    await page.locator('#booklet-name').fill('一项')
    await page.locator('#booklet-keep').click()
    await until('kept', () => document.getElementById('booklet-kept')?.value === '一项')
    await page.locator('#booklet-kept').selectOption('培训用')
    await until('everything again', () => !document.getElementById('booklet-some-items')?.checked)
    await page.locator('#booklet-kept').selectOption('一项')
    await page.locator('#booklet-chosen').getByText('已选 1 项').waitFor()
    assert.match(mingce('booklet', 'list', '--data', file), /一项/)
  })
}
