import { describe, expect, it } from 'vitest'
import { filesOf, weighed } from '../../budget'

function chunk(fileName: string, module: string, imports: string[] = [], styles: string[] = []) {
  const viteMetadata = { importedCss: new Set(styles) }
  return { type: 'chunk' as const, fileName, moduleIds: [`/web${module}`], imports, viteMetadata }
}
const BUNDLE = {
  'main.js': chunk('main.js', '/src/main.ts', ['kit.js'], ['main.css']),
  'kit.js': chunk('kit.js', '/src/kit/words.ts'),
  'app.js': chunk('app.js', '/src/shell/AppShell.vue', ['main.js']),
  'phone.js': chunk('phone.js', '/src/shell/PhoneShell.vue', ['kit.js']),
  'desk.js': chunk('desk.js', '/src/shell/DeskShell.vue', ['kit.js']),
  'tasks.js': chunk('tasks.js', '/src/pages/tasks/TasksPage.vue', ['kit.js', 'form.js'], ['tasks.css']),
  'form.js': chunk('form.js', '/src/kit/form/CommandForm.vue', ['tasks.js']),
  'other.js': chunk('other.js', '/src/pages/cases/CasesPage.vue', []),
  'icon.svg': { type: 'asset' as const },
}

describe('the budget of bytes', () => {
  it('counts what a page imports and its styles, each once', () => {
    expect([...filesOf(BUNDLE, '/src/pages/tasks/TasksPage.vue')].sort()).toEqual([
      'form.js',
      'kit.js',
      'tasks.css',
      'tasks.js',
    ])
  })

  it('weighs each page in each shell, the heaviest first', () => {
    const all = weighed(BUNDLE, () => 1024)
    expect(all[0]).toEqual({ shell: 'PhoneShell', page: 'TasksPage.vue', kilobytes: 8 })
    expect(all.map(({ shell, page }) => `${shell} ${page}`).sort()).toEqual([
      'DeskShell CasesPage.vue',
      'DeskShell TasksPage.vue',
      'PhoneShell CasesPage.vue',
      'PhoneShell TasksPage.vue',
    ])
  })
})
