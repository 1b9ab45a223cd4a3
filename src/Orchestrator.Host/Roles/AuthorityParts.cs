using Orchestrator.Finance;
using Orchestrator.Host.CommandLine;
using Orchestrator.Host.Demo.Script;
using Orchestrator.Host.Jobs;
using Orchestrator.Host.Operations;
using Orchestrator.HumanResources;
using Orchestrator.Organization;

namespace Orchestrator.Host.Roles;

/// <summary>机构编制, 财政 and 人社: each with tables, messages and endpoints of its own, in any process that has their role.</summary>
internal static class AuthorityParts
{
    public static void Add(IServiceCollection services, Serve serve)
    {
        var role = serve.Role;
        services.AddSingleton(_ => serve.PersonSecret ?? (serve.Demo ? DemoBooks.Secret : PersonSecrets.Of(new DirectoryInfo(serve.Data))));
        if (role is HostRole.All or HostRole.Organization)
        {
            services.AddOrganization();
        }

        if (role is HostRole.All or HostRole.Finance)
        {
            services.AddFinance();
        }

        if (role is HostRole.All or HostRole.HumanResources)
        {
            services.AddHumanResources();
        }
    }

    /// <summary>The endpoints of the services that <see cref="Add"/> adds.</summary>
    public static void MapServices(RouteGroupBuilder api, HostRole role)
    {
        if (role is HostRole.All or HostRole.Organization)
        {
            api.MapOrganization();
        }

        if (role is HostRole.All or HostRole.Finance)
        {
            api.MapFinance();
        }

        if (role is HostRole.All or HostRole.HumanResources)
        {
            api.MapHumanResources();
        }
    }

    /// <summary>Who asks is known by the office alone.</summary>
    public static void AddWhoAsks(WebApplicationBuilder builder, Serve serve) =>
        builder.Services.AddSingleton(_ => new WhoAsks(serve.Neighbours?.Of(HostRole.Office) ?? []));

    /// <summary>What a process of an authority answers beside its own endpoints: its operators look into its database there.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        api.MapOperations();
        api.MapSystem();
        api.MapDeadLetters();
        api.MapJobs();
        api.MapAudit();
    }
}
