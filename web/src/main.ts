import './tokens.css'
import { createApp } from 'vue'
import App from './App.vue'
import { begin } from './offline/queue'
import { listenToChanges } from './offline/stream'
import { watchVersion } from './offline/version'
import { router } from './routes'

const app = createApp(App)
// Vue would only write it into the console: an error of a button is one of the page.
app.config.errorHandler = (error) => reportError(error)
app.use(router).mount('#app')
begin()
watchVersion()
listenToChanges()
