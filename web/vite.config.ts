import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // Inlined assets would be data: URLs, which the page's content security policy allows for images alone.
    assetsInlineLimit: 0,
    // The polyfill of modulepreload is an extra fetch loop that current browsers no longer need.
    modulePreload: { polyfill: false },
  },
})
