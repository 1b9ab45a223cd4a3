using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Transfers;
using Orchestrator.HumanResources.Transfers;
using Orchestrator.Runtime;

namespace Orchestrator.HumanResources;

/// <summary>人社 as a part of a host.</summary>
public static class HumanResourcesService
{
    public static IServiceCollection AddHumanResources(this IServiceCollection services)
    {
        services.AddSchema("human-resources", typeof(HumanResourcesService).Assembly);
        services.AddServiceDb<HumanResourcesDb>();
        services.AddMessageHandler<LockPeople, TransferPart>();
        services.AddMessageHandler<MovePeople, TransferPart>();
        services.AddMessageHandler<UnlockPeople, TransferPart>();
        return services;
    }
}
