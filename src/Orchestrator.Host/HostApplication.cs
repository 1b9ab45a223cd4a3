using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Host.CommandLine;
using Orchestrator.Host.Definitions;
using Orchestrator.Host.Demo;
using Orchestrator.Host.Demo.Clock;
using Orchestrator.Host.Edge;
using Orchestrator.Host.Identity;
using Orchestrator.Host.Jobs;
using Orchestrator.Host.Observability;
using Orchestrator.Host.Operations;
using Orchestrator.Host.Roles;
using Orchestrator.Runtime;

namespace Orchestrator.Host;

/// <summary>The composition: what runs in this process, and the pipeline from the socket to an endpoint.</summary>
public static class HostApplication
{
    /// <param name="configure">Further configuration, before anything reads it.</param>
    /// <param name="replace">Replaces services after all are registered: clocks in tests.</param>
    public static WebApplication Build(Serve serve, Action<IConfigurationBuilder>? configure = null, Action<IServiceCollection>? replace = null)
    {
        if (serve.Role == HostRole.Door)
        {
            return Door.Build(serve, configure);
        }

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Orchestrator.Host",
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        configure?.Invoke(builder.Configuration);
        builder.WebHost.UseUrls(serve.Urls.Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Limits.MaxBody;
        });
        builder.Services.Configure<HostOptions>(o =>
        {
            o.ShutdownTimeout = TimeSpan.FromSeconds(30);
            // Pumps, bus, scheduler and socket do not depend on each other; the first page need not wait for all of them.
            o.ServicesStartConcurrently = true;
        });
        builder.AddTelemetry();
        AddServices(builder, serve);
        AddEdge(builder);
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        UsePipeline(app, serve);
        MapEndpoints(app, serve);
        return app;
    }

    /// <summary>Brings database and definitions to the program's version; must end before the first request.</summary>
    public static async Task Prepare(WebApplication app, CancellationToken ct = default)
    {
        if (app.Services.GetService<Migrator>() is not { } migrator)
        {
            return;
        }

        AccessGate.RefuseUndeclared(app);
        if (app.Services.GetService<SessionKeeper>() is null)
        {
            await migrator.Migrate(ct);
            return;
        }

        _ = WarmUp.Models(app.Services);
        await migrator.Migrate(ct);
        _ = WarmUp.Keys(app.Services);
        if (app.Services.GetService<DemoTime>() is { } demo)
        {
            await demo.Resume(ct);
        }

        await ShippedDefinitions.Import(app.Services.GetRequiredService<DefinitionStore>(), ShippedDefinitions.Folder, app.Logger, ct);
    }

    private static void AddServices(WebApplicationBuilder builder, Serve serve)
    {
        var services = builder.Services;
        if (serve.Demo)
        {
            services.AddDemo(builder.Configuration);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new ProcessFacts(serve.Role, DateTimeOffset.UtcNow));
        services.AddRuntime(DataFolder.Runtime(serve.Data, serve.Database) with { Broker = serve.Broker });
        services.AddSingleton(new IdentityClock(TimeProvider.System));
        AuthorityParts.Add(services, serve);
        if (serve.Role.KnowsPeople())
        {
            CityParts.Add(builder, serve);
        }
        else
        {
            AuthorityParts.AddWhoAsks(builder, serve);
        }

        services.AddRecurringJobs(serve.Role, serve.Database, builder.Configuration.GetSection("Retention").Get<RetentionSettings>() ?? new RetentionSettings());
    }

    private static void AddEdge(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.ConfigureHttpJsonOptions(o => JsonRules.Apply(o.SerializerOptions));
        // Binding faults become problem documents in every environment.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddProblemDetails(o => o.CustomizeProblemDetails = c => ProblemDocument.Complete(c.ProblemDetails));
        services.AddApiDescription();
        services.AddResponseCompression(o => o.EnableForHttps = false);
        services.AddProxies(builder.Configuration);
        services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(365));
        var limits = builder.Configuration.GetSection("Limits").Get<LimitSettings>() ?? new LimitSettings();
        services.AddLimits(builder.Configuration.GetSection("Identity").Get<IdentitySettings>() ?? new IdentitySettings(), limits);
        services.AddSingleton<RefusedAttempts>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusedAttempts>());
        services.AddSingleton<QuietStop>();
        services.AddHostedService(provider => provider.GetRequiredService<QuietStop>());
    }

    private static void UsePipeline(WebApplication app, Serve serve)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseProblemAnswers();
        app.UseWhen(http => http.Request.IsHttps, https => https.UseHsts());
        app.UseResponseCompression();
        if (!serve.Role.KnowsPeople())
        {
            app.UseRouting();
            app.UseRateLimiter();
            app.UseWhoAsks();
            app.UseAccessGate();
            app.RefuseHiddenCharacters();
            return;
        }

        app.UseClientFiles();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAccessGate();
        app.UseAntiforgery();
        app.RefuseHiddenCharacters();
        app.UseClientPages();
    }

    private static void MapEndpoints(WebApplication app, Serve serve)
    {
        var api = app.MapGroup(AccessGate.Root);
        if (serve.Role.KnowsPeople())
        {
            CityParts.Map(api, serve);
        }
        else
        {
            AuthorityParts.Map(api);
        }

        AuthorityParts.MapServices(api, serve.Role);
        app.MapHealth();
        app.MapTelemetry();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }
}
