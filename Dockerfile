FROM node:24-bookworm-slim AS base
WORKDIR /app

# Compiles the server and bundles the admin panel; takes 2 GB of memory, so it belongs on a build machine.
FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN npm run build

FROM base AS packages
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev

FROM base
ENV NODE_ENV=production
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json tsconfig.json ./
COPY plugins/kernel/package.json plugins/kernel/
COPY plugins/kyc/package.json plugins/kyc/
COPY plugins/messaging/package.json plugins/messaging/
COPY plugins/payments/package.json plugins/payments/
COPY database/migrations database/migrations
COPY --chown=node:node public public
# Private files, encrypted. Mount a volume here, or set STORAGE_STORE=s3.
RUN install -d -o node -g node /var/lib/mangrove/objects
ENV STORAGE_FOLDER=/var/lib/mangrove/objects
VOLUME /var/lib/mangrove/objects
USER node
EXPOSE 1337
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 1337}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Half of the room for new objects, and garbage is collected when the heap has doubled, not quadrupled: the memory of a busy server stays predictable.
CMD ["node", "--max-semi-space-size=32", "--heap-growing-percent=100", "node_modules/@strapi/strapi/bin/strapi.js", "start"]
