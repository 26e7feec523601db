/* Before the first paint: the look chosen on this device. A file of its own, since the page allows no inline script. */
(function () {
  try {
    const { theme, density } = JSON.parse(localStorage.getItem('ss.look') ?? '{}');
    if (theme === 'light' || theme === 'dark') {
      document.documentElement.dataset.theme = theme;
    }
    if (density === 'compact') {
      document.documentElement.dataset.density = density;
    }
  } catch {
    // Storage is closed or holds something else: the system's look is right.
  }
})();
