// Live numbers as the clerk sees them: `{{requests.new.total}}` is shown, and may be typed, as `{{本年新收—总计}}`.
export interface Named {
  at: string
  label: string
}

const MEASURES: [key: string, name: string][] = [
  ['', ''],
  ['previous:', '上年：'],
  ['change%:', '比上年%：'],
]

/** Labels that stand for one cell only; another one's place is shown by its address. */
function unique(numbers: Named[]): Named[] {
  const seen = new Map<string, number>()
  for (const { label } of numbers) seen.set(label, (seen.get(label) ?? 0) + 1)
  return numbers.filter(({ label }) => seen.get(label) === 1 && !/[{}]/.test(label))
}

/** Replaces what stands in double braces where `to` knows it. */
const replaced = (text: string, to: Map<string, string>) =>
  text.replace(/\{\{([^{}\n]*)\}\}/g, (whole, inner: string) => {
    const found = to.get(inner.trim().replace(/\s*[:：]\s*/, (sign) => (sign.includes('：') ? '：' : ':')))
    return found === undefined ? whole : `{{${found}}}`
  })

const pairs = (numbers: Named[]) =>
  unique(numbers).flatMap(({ at, label }) => MEASURES.map(([key, name]): [string, string] => [`${key}${at}`, `${name}${label}`]))

/** As kept → as shown. */
export const readable = (written: string, numbers: Named[]) => replaced(written, new Map(pairs(numbers)))

/** As shown → as kept. */
export const writable = (shown: string, numbers: Named[]) => replaced(shown, new Map(pairs(numbers).map(([kept, name]) => [name, kept])))
