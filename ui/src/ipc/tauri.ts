// The window's link: the only place that knows Tauri.
import { Channel, invoke } from '@tauri-apps/api/core'
import type { Progress } from './bindings/Progress'
import type { Link } from './commands'

export { isTauri } from '@tauri-apps/api/core'

export const window: Link = {
  call: (command, given) => invoke(command, given),
  page: async (version, page) => new TextDecoder().decode(await invoke<ArrayBuffer>('report_page', { version, page })),
  export: (request, tell) => {
    const progress = new Channel<Progress>()
    progress.onmessage = tell
    return invoke('report_export', { request, progress })
  },
}
