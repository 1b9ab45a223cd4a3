using Microsoft.AspNetCore.Http.HttpResults;
using Orchestrator.Host.CommandLine;
using Orchestrator.Host.Edge;
using Orchestrator.Host.Observability;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Orchestrator.Host.Roles;

/// <summary>
/// The one address that browsers speak to where services run apart. It shares out requests over the processes of a role
/// and knows no person and no right: whoever answers checks. A request that reached nobody is given to another process.
/// </summary>
internal static class Door
{
    public static WebApplication Build(Serve serve, Action<IConfigurationBuilder>? configure)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Orchestrator.Host", ContentRootPath = AppContext.BaseDirectory });
        configure?.Invoke(builder.Configuration);
        builder.WebHost.UseUrls(serve.Urls.Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // How large something may be says the service that takes it.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.AddTelemetry();
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(o => JsonRules.Apply(o.SerializerOptions));
        builder.Services.AddProxies(builder.Configuration);
        builder.Services.AddReverseProxy().LoadFromMemory(DoorRoutes.Routes, DoorRoutes.Clusters(serve.Neighbours!));
        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseProblemAnswers();
        app.UseRouting();
        app.MapGet("/health/live", () => TypedResults.Text("alive"));
        app.MapGet("/health/ready", Ready);
        app.MapTelemetry();
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(TryAnother);
            proxy.UseLoadBalancing();
        });
        return app;
    }

    private static JsonHttpResult<HealthDocument> Ready(Yarp.ReverseProxy.IProxyStateLookup state)
    {
        var checks = state.GetClusters().ToDictionary(
            cluster => cluster.ClusterId, cluster => cluster.DestinationsState.AllDestinations.Any(destination => destination.Health.Active == DestinationHealth.Healthy));
        // The others may be away while the office works on.
        var ready = checks.GetValueOrDefault(HostRoles.NameOf(HostRole.Office));
        return TypedResults.Json(new HealthDocument(ready ? "ready" : "not-ready", checks), statusCode: ready ? 200 : 503);
    }

    private static async Task TryAnother(HttpContext http, RequestDelegate next)
    {
        var proxy = http.GetReverseProxyFeature();
        // Somebody who is said to be away may be the only one there is.
        var left = proxy.AllDestinations.OrderByDescending(destination => proxy.AvailableDestinations.Contains(destination)).ToList();
        while (true)
        {
            proxy.AvailableDestinations = left.Any(proxy.AvailableDestinations.Contains) ? [.. proxy.AvailableDestinations.Where(left.Contains)] : left;
            await next(http);
            if (http.Response.HasStarted || left.Count <= 1 || proxy.ProxiedDestination is not { } tried || !ReachedNobody(http))
            {
                return;
            }

            left.Remove(tried);
            http.Response.Clear();
        }
    }

    // A read may be asked twice. A write may have been done though the answer was lost: the client repeats it with its command id.
    private static bool ReachedNobody(HttpContext http) => http.GetForwarderErrorFeature() is { Error: ForwarderError.Request or ForwarderError.RequestTimedOut or ForwarderError.ResponseHeaders } failed
        && (AccessGate.OnlyReads(http.Request) || failed.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError });
}
