import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type Express, type Response } from 'express'
import type { ServeConfig } from './config.ts'
import { securityHeaders } from './securityHeaders.ts'

type Input = { config: ServeConfig; readiness: { isReady: boolean }; distDir: string }

/** Serves the built pages. It holds no state and no secret: everything a page knows comes from the API. */
export function createWebApp({ config, readiness, distDir }: Input): Express {
  const indexFile = join(distDir, 'index.html')
  const app = express()
  app.disable('x-powered-by')
  app.use(securityHeaders(config))

  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' })
  })
  app.get('/ready', (_request, response) => {
    const isReady = readiness.isReady && existsSync(indexFile)
    response.status(isReady ? 200 : 503).json({ ready: isReady })
  })
  app.get('/config.json', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ api_url: config.apiUrl })
  })

  // Names of assets carry a hash of their content, so a browser may keep them for good.
  app.use('/assets', express.static(join(distDir, 'assets'), { immutable: true, maxAge: '1y', index: false }))
  app.use('/assets', (_request, response) => {
    response.status(404).type('text').send('Not found')
  })
  app.use(
    express.static(distDir, { index: false, maxAge: '1h', dotfiles: 'ignore', setHeaders: neverStoreHtml }),
  )

  app.get('/{*path}', (request, response) => {
    const isPage = request.path === '/' || /^\/(pay|link)\/[^/]+\/?$/.test(request.path)
    response.status(isPage ? 200 : 404).set('Cache-Control', 'no-store')
    response.sendFile(indexFile, { cacheControl: false, lastModified: false, etag: false })
  })
  return app
}

function neverStoreHtml(response: Response, file: string): void {
  if (file.endsWith('.html')) response.set('Cache-Control', 'no-store')
}
