document.querySelector('#page')!.textContent = '执法通 · 公众查验'
