// 依申请公开 in the real window, with real key presses: registered, a letter issued, answered, reviewed. What the window shows is
// compared with what the command line reads out of the same file.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const SUBJECT = '征地补偿安置方案'

export async function applicationsInWindow({ browser, Key, step, text, until, tabTo, focusedId, shot, home, app, dialogs }) {
  const cli = join(dirname(app), 'mingce')
  const file = join(home, '申请.mingce')
  const mingce = (...words) => {
    const done = spawnSync(cli, words, { encoding: 'utf8' })
    assert.equal(done.status, 0, done.stderr)
    return done.stdout
  }
  /** The driver drops the second of two equal keys that come together. */
  const type = async (words) => {
    for (const letter of words) await browser.keys(letter)
  }
  const enter = () => browser.keys([Key.Enter])
  const tab = () => browser.keys([Key.Tab])
  const shown = () => JSON.parse(mingce('application', 'show', JSON.parse(mingce('application', 'list', '--data', file, '--json')).applications[0].id, '--data', file, '--json'))
  const stage = (name) => until(`the case is ${name}`, async () => (await browser.$('.case .stage').isExisting()) && (await text('.case .stage')) === name)

  await step('an application is registered in the window by keys alone', async () => {
    assert.ok(existsSync(cli), 'the command line program is beside the window')
    mingce('init', file, '--agency', '清溪县白石乡人民政府', '--kind', 'township')
    mingce('application', 'office', '--data', file, '--code', '白政公开', '--review-organ', '清溪县人民政府', '--court', '清溪县人民法院', '--remedies-checked')
    dialogs(file)
    await browser.$('#open').click()
    await until('the workbench', async () => (await browser.$('h1').getText()).includes('年度报告工作台'))
    await browser.keys([Key.Alt, '4'])
    await until('the empty ledger', async () => (await browser.$('#application-new').isExisting()))
    await browser.keys([Key.Alt, 'n'])
    await until('the first field', async () => (await focusedId()) === 'new-channel')
    await browser.keys([Key.ArrowDown])
    await tabTo('new-kind')
    await browser.keys([Key.ArrowDown])
    for (const [field, words] of [['name', '示例甲'], ['phone', '10000000012'], ['address', '示例县示例镇示例村'], ['subject', SUBJECT]]) {
      await tab()
      assert.equal(await focusedId(), `new-${field}`)
      await type(words)
    }
    await until('the due day', async () => (await text('#register-before')).includes('最迟'))
    await shot('29-register')
    await enter()
    await stage('办理中')
    const case_ = shown()
    assert.deepEqual([case_.row.subject, case_.row.stage, case_.row.channel], [SUBJECT, 'open', '当面提交'])
    assert.match(case_.row.number, /^白政公开公开申〔\d{4}〕001号$/)
  })

  await step('a letter is issued from the keyboard and shows its page', async () => {
    await browser.execute(() => document.getElementById('tab-letters').focus())
    await enter()
    await tabTo('letter-kind')
    await browser.keys([Key.ArrowDown])
    await browser.$('#letter-go').waitForExist()
    await tabTo('letter-go')
    await enter()
    await until('it is issued', async () => (await text('#case-said')).includes('签发'))
    await until('its page', () => browser.execute(() => document.querySelectorAll('.preview svg path').length > 20))
    await shot('30-letter')
    const [letter] = shown().letters
    assert.ok((await text('#case-said')).includes(letter.label), letter.label)
  })

  await step('answers to plain questions close the case with its letter', async () => {
    await tabTo('do-close')
    await enter()
    // Each question takes the number of its answer; the last one ends in 予以公开.
    for (const key of '111112211') {
      const asked = await text('#question')
      await browser.keys(key)
      await until('the next question', async () => !(await browser.$('#question').isExisting()) || (await text('#question')) !== asked)
    }
    await until('the outcome', async () => (await text('#outcome-end')) === '予以公开')
    await tabTo('close-given')
    await type('《征地补偿安置方案》全文')
    await tabTo('close-go')
    await enter()
    await stage('已办结')
    await shot('31-closed')
    const case_ = shown()
    assert.deepEqual([case_.row.stage, case_.row.outcome, case_.letters.length], ['closed', 'granted', 2])
    assert.equal(await text('.case .outcome'), '予以公开')
  })

  await step('a reconsideration is registered on it and counted in the report of the year', async () => {
    await tabTo('do-review')
    await enter()
    await until('the form', async () => (await focusedId()) === 'dispute-kind')
    await tabTo('dispute-number')
    await type('清政复〔2026〕7号')
    await enter()
    await browser.$('article.dispute').waitForExist()
    await shot('32-dispute')
    const [dispute] = shown().disputes
    assert.deepEqual([dispute.number, dispute.kind, dispute.decided_by], ['清政复〔2026〕7号', 'reconsideration', '清溪县人民政府'])
    const year = dispute.filed_on.slice(0, 4)
    const cell = (at) => JSON.parse(mingce('report', 'trace', '--data', file, '--year', year, '--cell', at, '--json'))
    assert.equal(cell('disputes.reconsideration.pending').value, '1')
    assert.equal(cell('requests.granted.natural').value, '1')
    await browser.keys([Key.Ctrl, 'z'])
    await until('taken back', async () => !(await browser.$('article.dispute').isExisting()))
    assert.equal(cell('disputes.reconsideration.pending').value, '0')
    await browser.keys([Key.Ctrl, 'y'])
    await browser.$('article.dispute').waitForExist()
    await browser.$('.close').click()
    await browser.$('#agency').waitForExist()
  })
}
