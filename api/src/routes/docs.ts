import { createRequire } from 'node:module'
import path from 'node:path'
import express, { Router } from 'express'
import helmet from 'helmet'
import { openApiDocument } from './openapi.ts'
import type { Route } from './route.ts'

const require = createRequire(import.meta.url)

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Florin API</title>
    <link rel="stylesheet" href="/docs/assets/swagger-ui.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`

/** The reader knows a dark look, but not that the person at the screen asked for it. */
const START = `
const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', follow)
follow()
SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null })
`

/** The document at /openapi.json and a page to read and try it at /docs. Nothing is loaded from elsewhere. */
export function docsRouter(routes: readonly Route[], apiUrl: string): Router {
  const document = openApiDocument(routes, apiUrl)
  const assets = path.dirname(require.resolve('swagger-ui-dist/package.json'))
  const router = Router()
  router.get('/openapi.json', (_request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.json(document)
  })
  router.use('/docs', helmet({ contentSecurityPolicy: { directives: docsPolicy } }))
  router.get('/docs', (_request, response) => {
    response.type('html').send(PAGE)
  })
  router.get('/docs/start.js', (_request, response) => {
    response.type('js').send(START)
  })
  router.use('/docs/assets', express.static(assets, { index: false, maxAge: '1d' }))
  return router
}

/** The reader page sets styles from its script; all else stays as strict as helmet has it. */
const docsPolicy = { 'style-src': ["'self'", "'unsafe-inline'"], 'upgrade-insecure-requests': null }
