using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Finance.Budget;
using Orchestrator.Finance.Transfers;
using Orchestrator.Runtime;

namespace Orchestrator.Finance;

/// <summary>财政 as a part of a host.</summary>
public static class FinanceService
{
    public static IServiceCollection AddFinance(this IServiceCollection services)
    {
        services.AddSchema("finance", typeof(FinanceService).Assembly);
        services.AddServiceDb<FinanceDb>();
        services.TryAddSingleton(FinanceParameters.Default);
        services.AddMessageHandler<ReserveFunds, TransferPart>();
        services.AddMessageHandler<ConfirmFunds, TransferPart>();
        services.AddMessageHandler<ReleaseFunds, TransferPart>();
        return services;
    }

    /// <summary>Maps the endpoints below the given group (the host's <c>/api/v1</c>).</summary>
    public static IEndpointRouteBuilder MapFinance(this IEndpointRouteBuilder app) => app.MapBudget();
}
