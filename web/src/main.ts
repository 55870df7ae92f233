import './tokens.css'
import { createApp } from 'vue'
import App from './App.vue'
import { begin } from './offline/queue'
import { listenToChanges } from './offline/stream'
import { watchVersion } from './offline/version'
import { router } from './routes'

createApp(App).use(router).mount('#app')
begin()
watchVersion()
listenToChanges()
