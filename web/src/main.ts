document.querySelector('#app')!.textContent = '执法通'
