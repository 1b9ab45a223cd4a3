using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orchestrator.Finance;
using Orchestrator.Host.CommandLine;
using Orchestrator.Host.Definitions;
using Orchestrator.Host.Demo;
using Orchestrator.Host.Demo.Clock;
using Orchestrator.Host.Edge;
using Orchestrator.Host.HandOvers;
using Orchestrator.Host.Identity;
using Orchestrator.Host.Identity.Phrases;
using Orchestrator.Host.Live;
using Orchestrator.Host.Observability;
using Orchestrator.Host.Operations;
using Orchestrator.Host.Proxies;
using Orchestrator.Host.Tasks;
using Orchestrator.Host.Tasks.Forms;
using Orchestrator.HumanResources;
using Orchestrator.Runtime;
using Orchestrator.Office;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Printing;
using Orchestrator.Organization;
using Orchestrator.Submission;
using Orchestrator.Submission.Attachments;

namespace Orchestrator.Host;

/// <summary>The composition: what runs in this process, and the pipeline from the socket to an endpoint.</summary>
public static class HostApplication
{
    /// <param name="configure">Further configuration, before anything reads it.</param>
    /// <param name="replace">Replaces services after all are registered: clocks in tests.</param>
    public static WebApplication Build(Serve serve, Action<IConfigurationBuilder>? configure = null, Action<IServiceCollection>? replace = null)
    {
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
        AddIdentity(builder);
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        UsePipeline(app);
        MapEndpoints(app, serve);
        return app;
    }

    /// <summary>Brings database and definitions to the program's version; must end before the first request.</summary>
    public static async Task Prepare(WebApplication app, CancellationToken ct = default)
    {
        AccessGate.RefuseUndeclared(app);
        _ = WarmUp.Models(app.Services);
        await app.Services.GetRequiredService<Migrator>().Migrate(ct);
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
        services.AddRuntime(DataFolder.Runtime(serve.Data, serve.Database) with { Broker = serve.Broker });
        // A decided task runs the rules of every service in one transaction, so each process knows all of them; the role
        // says whose endpoints it answers.
        services.AddOffice(new OfficeOptions(ShippedDefinitions.Folder), NoticeConfiguration.Read(builder.Configuration));
        services.AddOrganization();
        services.AddFinance();
        services.AddHumanResources();
        services.AddSubmission(new AttachmentOptions(Path.Combine(serve.Data, "attachments")));

        var forms = FormCatalog.Load(ShippedDefinitions.Folder);
        services.AddSingleton(forms);
        services.AddSingleton<IFormSchemas>(new RuntimeForms(forms));
        services.AddSingleton<TaskDeeds>();
        services.AddScoped<TopicFilter>();
        services.AddSingleton(new LiveSettings(TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(10)));
        services.TryAddSingleton(new CityProfile(builder.Configuration["City:Name"] ?? "本市", () => null));
        var chromium = PrintSettings.Find(builder.Configuration["Print:Chromium"]);
        services.AddSingleton(provider =>
        {
            var city = provider.GetRequiredService<CityProfile>();
            return new PrintSettings($"{city.Name}机构改革专班", () => city.Demo() is null ? null : "演示数据，人物均为虚构", chromium);
        });
        services.AddRecurringJobs(serve.Database, builder.Configuration.GetSection("Retention").Get<RetentionSettings>() ?? new RetentionSettings());
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
        services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(365));
        services.AddAntiforgery(o =>
        {
            o.HeaderName = AccessGate.TokenHeader;
            o.Cookie.Name = "orchestrator.token";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.SuppressXFrameOptionsHeader = true;
            o.SuppressReadingTokenFromFormBody = true;
        });
    }

    private static void AddIdentity(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var settings = builder.Configuration.GetSection("Identity").Get<IdentitySettings>() ?? new IdentitySettings();
        services.AddSingleton(settings);
        services.AddSingleton(new IdentityClock(TimeProvider.System));
        services.AddSchema("identity", typeof(HostApplication).Assembly);
        services.AddServiceDb<IdentityDb>();
        services.AddSingleton<IPasswordHasher<Account>>(new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = settings.HashRounds })));
        services.AddSingleton<UnitNames>();
        services.AddSingleton<Colleagues>();
        services.AddSingleton<IAddressBook, AddressBook>();
        services.AddSingleton<IColleagues>(provider => provider.GetRequiredService<Colleagues>());
        services.AddSingleton<IUnitLeaders, UnitLeaders>();
        services.AddSingleton<SetupState>();
        services.AddSingleton<StandIns>();
        services.AddScoped<HandOverDesk>();
        services.AddSingleton<SessionKeeper>();
        services.AddScoped<Passwords>();
        services.AddScoped<SignInDesk>();
        services.AddScoped<AccountDesk>();
        services.AddScoped<SessionDocuments>();
        services.AddLimits(settings, builder.Configuration.GetSection("Limits").Get<LimitSettings>() ?? new LimitSettings());
        services.AddSingleton<RefusedAttempts>();
        services.AddHostedService(provider => provider.GetRequiredService<RefusedAttempts>());
        services.AddDataProtection().SetApplicationName("orchestrator");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            keys => keys.XmlRepository = new KeyRing(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<IdentityClock>())));
        services.LeaveKeysToWarmUp();
        services.AddAuthentication(SessionKeeper.Scheme).AddCookie(SessionKeeper.Scheme, o => SetCookie(o, settings));
    }

    private static void SetCookie(CookieAuthenticationOptions cookie, IdentitySettings settings)
    {
        cookie.Cookie.Name = SessionKeeper.CookieName;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromMinutes(settings.IdleMinutes);
        cookie.SlidingExpiration = true;
        cookie.TimeProvider = TimeProvider.System;
        cookie.EventsType = typeof(SessionKeeper);
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseProblemAnswers();
        app.UseWhen(http => http.Request.IsHttps, https => https.UseHsts());
        app.UseResponseCompression();
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
        api.MapSession();
        api.MapMailAddress();
        api.MapSetup();
        api.MapAccounts();
        api.MapHandOvers();
        api.MapColleagues();
        api.MapProxies();
        api.MapPhrases();
        api.MapTasks();
        api.MapTaskDeeds();
        api.MapLive();
        api.MapDefinitions();
        api.MapOperations();
        api.MapInstanceLife();
        api.MapBatches();
        api.MapAudit();
        if (serve.Role is HostRole.All or HostRole.Office)
        {
            api.MapOffice();
        }

        if (serve.Role is HostRole.All or HostRole.Submission)
        {
            api.MapSubmission();
        }

        if (serve.Demo)
        {
            api.MapDemo();
        }

        app.MapHealth();
        app.MapTelemetry();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }
}
