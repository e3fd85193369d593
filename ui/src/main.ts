import { createApp } from 'vue'
import App from './App.vue'
import { tauri } from './ipc/tauri'
import { TRANSPORT } from './ipc/transport'
import './theme.css'

createApp(App).provide(TRANSPORT, tauri).mount('#app')
