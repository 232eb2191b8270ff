# One image for every process of Florin; compose.yaml names the command of each. It was written with care and not built
# here, where there is no container engine: please say what you had to change.
FROM node:24.21.0-bookworm-slim AS pages
WORKDIR /florin
COPY package.json package-lock.json ./
COPY sdk/package.json sdk/
COPY indexer/package.json indexer/
COPY api/package.json api/
COPY web/package.json web/
# Install scripts are for the embedded Postgres and its like, which no container needs.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node web/build.ts

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DO_NOT_TRACK=1 PONDER_TELEMETRY_DISABLED=1
WORKDIR /florin
COPY package.json package-lock.json ./
COPY sdk/package.json sdk/
COPY indexer/package.json indexer/
COPY api/package.json api/
COPY web/package.json web/
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force
# Ponder reads the indexer's TypeScript by its settings.
COPY tsconfig.base.json ./
COPY sdk sdk
COPY indexer indexer
COPY api api
COPY web/serve.ts web/
COPY web/server web/server
COPY scripts/prepare-database.ts scripts/add-merchant.ts scripts/set-budget.ts scripts/
COPY scripts/local scripts/local
COPY --from=pages /florin/web/dist web/dist
# Ponder keeps files of its own beside the indexer's sources.
RUN mkdir -p indexer/.ponder && chown -R node:node indexer/.ponder
USER node
# Node gets the signals itself, so that every process stops in good order.
STOPSIGNAL SIGTERM
