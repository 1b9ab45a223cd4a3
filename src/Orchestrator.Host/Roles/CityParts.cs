using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orchestrator.Host.CommandLine;
using Orchestrator.Host.Definitions;
using Orchestrator.Host.Demo;
using Orchestrator.Host.Edge;
using Orchestrator.Host.HandOvers;
using Orchestrator.Host.Identity;
using Orchestrator.Host.Identity.Phrases;
using Orchestrator.Host.Jobs;
using Orchestrator.Host.Live;
using Orchestrator.Host.Operations;
using Orchestrator.Host.Proxies;
using Orchestrator.Host.Tasks;
using Orchestrator.Host.Tasks.Forms;
using Orchestrator.Office;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Printing;
using Orchestrator.Office.Transfers;
using Orchestrator.Runtime;
using Orchestrator.Submission;
using Orchestrator.Submission.Attachments;

namespace Orchestrator.Host.Roles;

/// <summary>Accounts, tasks, the office and the submitting units: they share a database and commit together.</summary>
internal static class CityParts
{
    public static void Add(WebApplicationBuilder builder, Serve serve)
    {
        var services = builder.Services;
        // A decided task runs the rules of both services in one transaction, so each process knows both; the role says whose
        // endpoints it answers.
        services.AddSingleton(new TransferSettings(TimeSpan.FromSeconds(Math.Clamp(builder.Configuration.GetValue("Transfers:AnswerWithinSeconds", 30), 1, 300))));
        services.AddOffice(new OfficeOptions(ShippedDefinitions.Folder), NoticeConfiguration.Read(builder.Configuration));
        services.AddSubmission(new AttachmentOptions(Path.Combine(serve.Data, "attachments")));

        services.AddSingleton(_ => new Neighbourhood(serve.Neighbours));

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
        AddIdentity(builder);
    }

    public static void Map(RouteGroupBuilder api, Serve serve)
    {
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
        api.MapSystem();
        api.MapServiceStates();
        api.MapDeadLetters();
        api.MapJobs();
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
    }

    private static void AddIdentity(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var settings = builder.Configuration.GetSection("Identity").Get<IdentitySettings>() ?? new IdentitySettings();
        services.AddSingleton(settings);
        services.AddSchema("identity", typeof(HostApplication).Assembly, "Identity", "Demo");
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
        services.AddDataProtection().SetApplicationName("orchestrator");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            keys => keys.XmlRepository = new KeyRing(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<IdentityClock>())));
        services.LeaveKeysToWarmUp();
        services.AddAuthentication(SessionKeeper.Scheme).AddCookie(SessionKeeper.Scheme, o => SetCookie(o, settings));
        services.AddAntiforgery(o =>
        {
            o.HeaderName = AccessGate.TokenHeader;
            o.Cookie.Name = "orchestrator.token";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.SuppressXFrameOptionsHeader = true;
            o.SuppressReadingTokenFromFormBody = true;
        });
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
}
