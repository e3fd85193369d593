/** The largest file that a page hands over, in MB. */
export const LARGEST = 20

/** A file's content in Base64: a page hands over content, never a path. Empty when it cannot be read. */
export async function base64(file: File): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(new Error())
    reader.readAsDataURL(file)
  }).catch(() => '')
  return url.slice(url.indexOf(',') + 1)
}
