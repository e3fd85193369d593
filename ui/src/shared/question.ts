// A question that a page answers itself, of what it holds already. What the file is asked for is found by the program.

/** As it is compared: half width, small letters, one kind of brackets. */
const plain = (text: string) => text.normalize('NFKC').replace(/[〔﹝]/g, '[').replace(/[〕﹞]/g, ']').toLowerCase()

/** Whether a record holds every word of a question, each in any of its texts. */
export function answers(question: string): (...texts: string[]) => boolean {
  const words = plain(question).split(/\s+/).filter(Boolean)
  return (...texts) => {
    const all = plain(texts.join('\n'))
    return words.every((word) => all.includes(word))
  }
}
