using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Finance.Budget;
using Orchestrator.Finance.Opening;
using Orchestrator.Finance.Transfers;
using Orchestrator.Runtime;
using Orchestrator.Spreadsheets.Intake;

namespace Orchestrator.Finance;

/// <summary>财政 as a part of a host.</summary>
public static class FinanceService
{
    public static IServiceCollection AddFinance(this IServiceCollection services)
    {
        services.AddSchema("finance", typeof(FinanceService).Assembly);
        services.AddServiceDb<FinanceDb>();
        services.TryAddSingleton(FinanceParameters.Default);
        services.AddScoped<IWorkbookIntake<FinanceBook>, FinanceIntake>();
        services.AddMessageHandler<ReserveFunds, TransferPart>();
        services.AddMessageHandler<ConfirmFunds, TransferPart>();
        services.AddMessageHandler<ReleaseFunds, TransferPart>();
        return services;
    }

    /// <summary>Maps the endpoints below the given group (the host's <c>/api/v1</c>).</summary>
    public static IEndpointRouteBuilder MapFinance(this IEndpointRouteBuilder app)
    {
        app.MapIntake<FinanceBook>("/finance/opening", "FinanceOpening", "CZ");
        return app.MapBudget();
    }
}
