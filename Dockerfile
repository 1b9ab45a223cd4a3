# Builds client and server, then keeps the runtime only.
FROM node:20-bookworm-slim AS client
WORKDIR /source/src/web
COPY src/web/package.json src/web/package-lock.json ./
COPY src/web/generator/package.json generator/
RUN npm ci
COPY src/web ./
RUN npm run build

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS server
WORKDIR /source
COPY . .
COPY --from=client /source/src/Orchestrator.Host/wwwroot src/Orchestrator.Host/wwwroot
RUN dotnet publish src/Orchestrator.Host -c Release -o /app -p:SkipWeb=true

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update && apt-get install -y --no-install-recommends wget && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=server /app .
RUN useradd --system --create-home orchestrator && mkdir /data && chown orchestrator /data
USER orchestrator
VOLUME /data
EXPOSE 5080
ENTRYPOINT ["dotnet", "Orchestrator.Host.dll"]
