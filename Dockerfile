# Both programs and nothing else, as an ordinary user: `docker build -t singer-metabase .`

FROM node:20.20.2-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund \
  && npx tsc --build packages/tap-metabase packages/target-postgres \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production PATH=/app/node_modules/.bin:$PATH
WORKDIR /app
COPY --from=build /app .
RUN mkdir /state && chown node:node /state
USER node
VOLUME /state
CMD ["docker/pipeline"]
