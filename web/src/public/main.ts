import '../tokens.css'
import { createApp } from 'vue'
import PublicPage from './PublicPage.vue'

createApp(PublicPage).mount('#page')
