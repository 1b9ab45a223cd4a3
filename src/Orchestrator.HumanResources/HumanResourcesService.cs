using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Transfers;
using Orchestrator.HumanResources.Opening;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Relations;
using Orchestrator.HumanResources.Transfers;
using Orchestrator.Runtime;
using Orchestrator.Spreadsheets.Intake;

namespace Orchestrator.HumanResources;

/// <summary>人社 as a part of a host.</summary>
public static class HumanResourcesService
{
    public static IServiceCollection AddHumanResources(this IServiceCollection services)
    {
        services.AddSchema("human-resources", typeof(HumanResourcesService).Assembly);
        services.AddServiceDb<HumanResourcesDb>();
        services.AddScoped<PeopleQueries>();
        services.AddScoped<RelationQueries>();
        services.AddScoped<IWorkbookIntake<RegisterBook>, RegisterIntake>();
        services.AddMessageHandler<LockPeople, TransferPart>();
        services.AddMessageHandler<MovePeople, TransferPart>();
        services.AddMessageHandler<UnlockPeople, TransferPart>();
        return services;
    }

    /// <summary>Maps the endpoints below the given group (the host's <c>/api/v1</c>).</summary>
    public static IEndpointRouteBuilder MapHumanResources(this IEndpointRouteBuilder app)
    {
        app.MapIntake<RegisterBook>("/human-resources/opening", "HumanResourcesOpening", "RS");
        return app.MapPeople().MapRelations();
    }
}
