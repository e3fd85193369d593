// The one box in the browser, on the file that the catalogue's steps have left: what is typed in many ways is found, marked,
// and Enter is there.
import assert from 'node:assert/strict'

export async function search({ step, page, look, until }) {
  const box = page.locator('#jump')
  const options = () => page.locator('#jump-list [role=option]').allTextContents()
  const group = (label) => page.locator(`#jump-list [role=group][aria-label^="${label}"]`)
  const ask = async (words) => {
    await box.fill(words)
    await until(`answers to ${words}`, () => document.getElementById('jump-list').getAttribute('aria-busy') === 'false')
  }
  const open = async () => {
    await page.keyboard.press('Control+k')
    await box.waitFor()
  }
  const close = async () => {
    await page.keyboard.press('Escape')
    await until('closed', () => !document.querySelector('dialog[open]'))
  }

  await step('one box finds records of every kind as they are typed, and marks why', async () => {
    await page.keyboard.press('Alt+1')
    await open()
    await look('search-empty')
    for (const [typed, title] of [['惠', '惠农补贴发放'], ['惠农 发放', '惠农补贴发放'], ['hnbtff', '惠农补贴发放'], ['huinongbu', '惠农补贴发放'], ['惠農補貼', '惠农补贴发放']]) {
      await ask(typed)
      const hit = group('公开事项').locator('[role=option]').filter({ hasText: title })
      assert.ok((await hit.count()) > 0, `${typed}: ${await options()}`)
      assert.ok((await hit.first().locator('mark').count()) > 0, `${typed} is marked`)
    }
    for (const typed of ['国办发〔2019〕54号', '國辦發［２０１９］５４號', '国办发2019 54']) {
      await ask(typed)
      const basis = await group('依据库').locator('[role=option]').first().textContent()
      assert.match(basis, /国办发〔2019〕54号/, typed)
    }
    await ask('政務公開')
    assert.ok((await group('依据库').locator('mark').allTextContents()).includes('政务公开'))
    await ask('zfxxgk')
    assert.ok((await group('依据库').locator('mark').allTextContents()).includes('政府信息公开'))
    await look('search')
    await close()
  })

  await step('letters typed one by one end with the answer to all of them', async () => {
    await open()
    await box.pressSequentially('惠农补贴', { delay: 5 })
    await until('the item', () => document.querySelector('#jump-list mark')?.textContent === '惠农补贴')
    await close()
  })

  await step('whatever is typed is answered in Chinese', async () => {
    await open()
    await ask('没有这样的字')
    await page.locator('#jump-said').getByText('没有找到').waitFor()
    for (const typed of ['"', '*', '%', '《》', '😀', '𬭎', "' OR 1=1 --", '甲'.repeat(10000), 'a'.repeat(10000), Array.from({ length: 40 }, (_, i) => `词${i}`).join(' ')]) {
      await ask(typed)
      const said = `${await page.locator('#jump-said').textContent()}${(await page.locator('#jump-wrong').count()) ? await page.locator('#jump-wrong').textContent() : ''}`
      assert.match(said, /没有找到|请写出|一次最多|共找到/, typed.slice(0, 20))
    }
    await look('search-too-many')
    await close()
  })

  await step('a record without a page shows what is known of it, and Escape comes back', async () => {
    await open()
    await ask('国办发〔2019〕54号')
    await page.keyboard.press('Enter')
    await page.locator('#jump-facts').getByText('文号：国办发〔2019〕54号').first().waitFor()
    await page.locator('#jump-facts').getByText('状态：').waitFor()
    await look('search-facts')
    await page.keyboard.press('Escape')
    await until('the box again', () => document.activeElement?.id === 'jump')
    await close()
  })

  await step('Enter on an item opens it in the catalogue, ready to be changed', async () => {
    await page.keyboard.press('Alt+1')
    await open()
    await ask('惠农补贴发放')
    await page.keyboard.press('Enter')
    await page.locator('.catalogue').waitFor()
    await until('the item', () => document.querySelector('#i-secondary')?.value === '惠农补贴发放' && document.activeElement?.id === 'i-secondary')
    await look('search-opened')
    // From the catalogue itself, to another one.
    await open()
    await ask('会议公开')
    await page.keyboard.press('Enter')
    await until('the other item', () => document.querySelector('#i-secondary')?.value === '会议公开' && document.activeElement?.id === 'i-secondary')
  })

  await step('what is renamed is found by its new name, and after an undo by its old one', async () => {
    await page.locator('#i-secondary').fill('重大会议公开情况')
    await page.keyboard.press('Tab')
    await until('kept', () => [...document.querySelectorAll('tbody tr[id]')].some((row) => row.textContent.includes('重大会议公开情况')))
    await open()
    await ask('zhongdahy')
    assert.deepEqual(await options(), [])
    await ask('zhongdahuiyigk')
    assert.deepEqual(await options(), [])
    await ask('zhongdahuiyigong')
    assert.ok((await group('公开事项').textContent()).includes('重大会议公开情况'))
    await close()
    await page.locator('#undo').click()
    await until('undone', () => ![...document.querySelectorAll('tbody tr[id]')].some((row) => row.textContent.includes('重大会议公开情况')))
    await open()
    await ask('重大会议公开')
    assert.equal(await group('公开事项').count(), 0)
    await ask('会议公开')
    assert.ok((await group('公开事项').textContent()).includes('会议公开'))
    await close()
  })
}
