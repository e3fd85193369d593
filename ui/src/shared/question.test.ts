import { describe, expect, it } from 'vitest'
import { answers } from './question'

describe('a question', () => {
  it('asks for every word, whatever its width, case and brackets', () => {
    const fits = answers('国办发［２０１９］ WTO')
    expect(fits('国办发〔2019〕54号', 'wto 事项')).toBe(true)
    expect(fits('国办发〔2019〕54号', '')).toBe(false)
  })
  it('without words asks for nothing', () => expect(answers(' 　')('任何')).toBe(true))
  it('is not found across two texts', () => expect(answers('养老服务')('养老', '服务')).toBe(false))
})
