// Runs before the first paint, so that a dark screen never flashes white.
try {
  const theme = localStorage.getItem('daiwei.theme')
  if (theme) document.documentElement.dataset.theme = theme
  document.documentElement.lang = localStorage.getItem('daiwei.language') ?? 'zh-CN'
} catch {}
