// The agencies of a file; a superior's catalogue that comes as a file, and its next edition. In the sample county.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export async function agencies({ step, page, look, until, home, app, saved }) {
  const city = join(home, '市.mingce')
  const out = join(home, '市目录')
  const mingce = (...words) => {
    const done = spawnSync(app, words, { encoding: 'utf8' })
    assert.equal(done.status, 0, done.stderr)
    return done.stdout
  }
  /** The city's catalogue as it would send it. */
  const file = () => {
    mingce('catalogue', 'export', '--data', city, '--format', 'json', '--out', out)
    return join(out, readdirSync(out).find((name) => name.endsWith('.json')))
  }
  const status = (text) => until(text, (text) => document.getElementById('agencies-status')?.textContent.includes(text), text)
  const unit = (name) => page.locator('.agencies .left li button').filter({ hasText: name })
  const nav = (name) => page.locator('[id^="agency-"]').filter({ hasText: name })

  await step('a new agency stands in the list of every page, renamed and merged on its day', async () => {
    await page.keyboard.press('Alt+8')
    await page.locator('#agencies-title').waitFor()
    await page.locator('#unit-add').click()
    await page.locator('#new-name').fill('清溪县水务局')
    await page.locator('#new-kind').selectOption('department')
    await page.keyboard.press('Enter')
    await until('why not', () => document.querySelector('form.new [role=alert]')?.textContent.includes('已有一个单位') || document.getElementById('agencies-status')?.textContent.includes('新增单位'))
    await status('新增单位“清溪县水务局”')
    await page.keyboard.press('Alt+2')
    await nav('清溪县水务局').waitFor()
    await page.keyboard.press('Alt+8')
    await unit('清溪县水务局').click()
    await page.locator('#unit-add').click()
    await page.locator('#new-name').fill('清溪县水务局')
    await page.keyboard.press('Enter')
    await until('refused', () => document.getElementById('new-name')?.getAttribute('aria-invalid') === 'true')
    await page.keyboard.press('Escape')
    await page.locator('#rename-name').fill('清溪县水利局')
    await page.locator('#rename-from').fill('2026-1-1')
    await page.locator('#rename-go').click()
    await status('更名为“清溪县水利局”')
    await page.locator('#unit-code').fill('1234')
    await page.locator('#unit-code').blur()
    await page.locator('#unit-code-wrong').waitFor()
    await look('agencies')
    await page.locator('#end-on').fill('2026-1-31')
    await page.locator('#end-go').click()
    await status('撤并')
    await page.locator('#end-undo').click()
    await status('取消')
    await page.locator('#unit-remove').click()
    await page.locator('#unit-remove-go').click()
    await status('删除单位')
    await unit('清溪县水利局').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await unit('清溪县水利局').waitFor()
  })

  await step('a superior’s file is taken in, adopted from, and its next edition compared', async () => {
    mingce('init', city, '--agency', '清江市人民政府', '--kind', 'government')
    mingce('agency', 'set', '清江市人民政府', '--data', city, '--field', 'level', '--value', 'city')
    mingce('catalogue', 'adopt', '--data', city, '--sector', '法定主动公开内容', '--unchecked')
    await page.locator('.receive input').setInputFiles(file())
    await page.locator('#receive-go').waitFor()
    await page.locator('#receive-go').click()
    await status('读入清江市人民政府的目录')
    await page.locator('.received li').filter({ hasText: '清江市人民政府' }).waitFor()
    await look('agencies-received')
    await page.keyboard.press('Alt+2')
    await nav('清溪县教育局').click()
    assert.equal(await nav('清江市').count(), 0, 'nobody reports for it here')
    await page.locator('.catalogue h1').getByText('清溪县教育局').waitFor()
    await page.locator('#from-standard').click()
    const source = await page.locator('#standard-source option').filter({ hasText: '清江市' }).getAttribute('value')
    await page.locator('#standard-source').selectOption(source)
    await page.locator('#standard-tier').selectOption('')
    await page.locator('.entries input').first().check()
    await page.locator('#standard-go').click()
    await page.locator('dialog').waitFor({ state: 'detached' })
    await saved()
    // The city withdraws all it had and makes another.
    mingce('catalogue', 'adopt', '--data', city, '--sector', '义务教育', '--unchecked')
    await page.locator('#from-standard').click()
    await page.locator('dialog .receive input').setInputFiles(file())
    await until('what it changes', () => /新增 \d+ 项，修改 0 项，取消 0 项/.test(document.querySelector('dialog .receive')?.textContent ?? ''))
    await look('receive-again')
    await page.locator('#receive-go').click()
    await until('the city is chosen', (source) => document.getElementById('standard-source')?.value === source, source)
    await page.locator('.sectors button').filter({ hasText: '义务教育' }).waitFor()
    await page.locator('dialog button').getByText('取消').click()
  })

  await step('an item’s process is chosen, from those that ship too', async () => {
    await page.locator('tbody tr[id]').last().click()
    await page.locator('#item-tab-handling').click()
    await until('choices', () => document.querySelectorAll('#i-process option').length > 3)
    const shipped = await page.locator('#i-process option[value^="shipped:"]').first().getAttribute('value')
    await page.locator('#i-process').selectOption(shipped)
    await saved()
    await until('a copy of its own', () => /^[0-9a-f-]{36}$/.test(document.getElementById('i-process')?.value ?? ''))
    await look('item-process')
  })
}
