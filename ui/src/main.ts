import { createApp } from 'vue'
import App from './App.vue'
import { over } from './ipc/commands'
import { asking, askReason } from './ipc/late'
import { pickFile } from './ipc/pick'
import { Served } from './ipc/served'
import { isTauri, window as shell } from './ipc/tauri'
import { TRANSPORT } from './ipc/transport'
import { showAt, textSize } from './shared/text-size'
import './theme.css'

showAt(textSize.value)

async function link() {
  if (isTauri()) return shell
  const served = new Served(pickFile)
  // Who is not let in is told so by the first command.
  await served.begin().catch(() => {})
  return served
}

void link().then((found) => createApp(App).provide(TRANSPORT, over(asking(found, askReason))).mount('#app'))
