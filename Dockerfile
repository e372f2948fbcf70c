FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_FILE=/data/banso.sqlite
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image brings Node itself, so the packaged one is left out.
RUN npm ci --omit=dev --omit=optional && npm cache clean --force
COPY scripts/prepare.js scripts/prepare.js
COPY migrations migrations
COPY public public
COPY samples samples
COPY views views
COPY src src
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--import", "./scripts/prepare.js", "src/main.ts"]
