// 公开记录 in the browser: from a piece of information through three signatures to the public, the evidence and the file.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** So many days before the day that the program is told is today (serve.mjs). */
const ago = (days) => new Date(Date.parse('2026-01-12') - days * 86_400_000).toISOString().slice(0, 10)

const LONG = '青石镇2026年第四季度城乡居民最低生活保障对象审核结果公示（含新增、停保、调整补助水平家庭名单及监督举报方式）'

export async function publication({ step, page, look, home }) {
  const stage = (name) => page.locator('.side .stage strong').getByText(name, { exact: true }).waitFor()
  /** What a click downloads. */
  async function downloaded(click) {
    const [download] = await Promise.all([page.waitForEvent('download'), click()])
    const path = join(home, download.suggestedFilename())
    await download.saveAs(path)
    return path
  }

  await step('information is registered under an item, with the day by which it must be out', async () => {
    await page.keyboard.press('Alt+3')
    await page.getByText('还没有公开记录').waitFor()
    await look('publications-empty')
    await page.locator('#publication-new').first().click()
    await page.locator('#new-title').fill(' ')
    await page.locator('#new-go').click()
    await page.getByText('请填写信息名称').waitFor()
    await page.locator('#new-title').fill(LONG)
    await page.locator('#new-document_number').fill('青政社公〔2026〕4号')
    await page.locator('#new-formed_on').fill(ago(20))
    await page.keyboard.press('Enter')
    await stage('待送审')
    assert.match(await page.locator('.detail').textContent(), /公开期限：\d{4}-\d\d-\d\d/)
  })

  await step('three sign in their order, and nothing is published before', async () => {
    assert.equal(await page.locator('#place-go').count(), 0)
    for (const [role, by, days] of [['publisher', '李示例', 19], ['reviewer', '张示例', 18], ['leader', '王示例', 17]]) {
      await page.locator(`#sign-by-${role}`).fill(by)
      if (role === 'publisher') {
        await page.locator('#sign-on-publisher').fill(ago(-3))
        await page.locator('#sign-publisher').click()
        await page.getByText('签署日期还没有到').waitFor()
      }
      await page.locator(`#sign-on-${role}`).fill(ago(days))
      await page.locator(`#sign-${role}`).click()
      await page.getByText(`✓ ${by}`).waitFor()
    }
    await stage('待公开')
    await look('publication-ready')
  })

  await step('it is published, proved, answered to and put on file', async () => {
    const shown = await page.locator('fieldset input[id^=place-]:checked').count()
    assert.ok(shown > 0, 'the channels of the catalogue are ticked')
    await page.locator('#place-at').fill('https://www.example.gov.cn/qingshi/2026/11/0001.html')
    await page.locator('#place-on').fill(ago(16))
    await page.locator('#place-go').click()
    await stage('已公开')
    await page.getByText('还没有留存证据').waitFor()
    const picture = join(home, '网页截图.png')
    writeFileSync(picture, Buffer.from('89504e470d0a1a0a0000', 'hex'))
    await page.locator('#evidence-on').fill(ago(16))
    await page.locator('#evidence-file').setInputFiles(picture)
    await page.locator('.hash').waitFor()
    assert.equal(await page.locator('.hash').textContent(), createHash('sha256').update(readFileSync(picture)).digest('hex'))
    const saved = await downloaded(() => page.getByRole('button', { name: '取出' }).click())
    assert.ok(spawnSync('unzip', ['-Z1', saved], { encoding: 'utf8' }).stdout.includes('网页截图.png') || readFileSync(saved).equals(readFileSync(picture)))
    await page.locator('#feedback-on').fill(ago(15))
    await page.locator('#feedback-text').fill('名单里有一户地址写错')
    await page.locator('#feedback-go').click()
    await page.getByText('有1条意见反馈没有办结').waitFor()
    await page.getByRole('button', { name: '登记处理…' }).click()
    await page.locator('[id^=handling-]').fill('已核对更正')
    await page.locator('li .form input').fill(ago(14))
    await page.getByRole('button', { name: '登记处理', exact: true }).click()
    await page.getByText('处理情况：已核对更正').waitFor()
    await page.locator('#archive-on').fill(ago(1))
    await page.locator('#archive-go').click()
    await stage('已归档')
    await look('publication-filed')
  })

  await step('one step back takes one step back, and the sheets are made', async () => {
    await page.keyboard.press('Escape')
    await page.locator('#undo').click()
    await stage('已公开')
    await page.locator('#redo').click()
    await stage('已归档')
    await page.locator('#publication-files').click()
    for (const [sheet, holds] of [['labels', '档案盒标签'], ['ledger', '登记台账']]) {
      await page.locator(`#sheet-${sheet}`).check()
      if (sheet === 'labels') await look('publication-export')
      const zip = await downloaded(() => page.locator('#publication-export-go').click())
      const names = spawnSync('unzip', ['-Z1', zip], { encoding: 'utf8' }).stdout
      assert.ok(names.includes(holds) && names.includes('.docx') && names.includes('.pdf'), names)
      await page.locator('#publication-export-close').click()
      if (sheet === 'labels') await page.locator('#publication-files').click()
    }
  })

  await step('what is not out in time is called up on the workbench and leads to its record', async () => {
    await page.locator('#publication-new').click()
    await page.locator('#new-title').fill('迟迟没有公开的通知')
    await page.locator('#new-formed_on').fill(ago(60))
    await page.keyboard.press('Enter')
    await page.getByText(/已逾期\d+日没有公开/).waitFor()
    await page.keyboard.press('Alt+1')
    const due = page.locator('#due-items li').filter({ hasText: '迟迟没有公开的通知' })
    assert.match(await due.textContent(), /已过 \d+ 天/)
    await due.locator('button').click()
    await page.locator('.publications h1').waitFor()
    await page.locator('#p-title').waitFor()
    assert.equal(await page.locator('#p-title').inputValue(), '迟迟没有公开的通知')
    await page.keyboard.press('Alt+2')
    await page.locator('.catalogue h1').waitFor()
  })
}
