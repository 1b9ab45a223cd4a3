using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Organization.Book;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Opening;
using Orchestrator.Organization.Postings;
using Orchestrator.Organization.Transfers;
using Orchestrator.Runtime;
using Orchestrator.Spreadsheets.Intake;

namespace Orchestrator.Organization;

/// <summary>机构编制 as a part of a host.</summary>
public static class OrganizationService
{
    public static IServiceCollection AddOrganization(this IServiceCollection services)
    {
        services.AddSchema("organization", typeof(OrganizationService).Assembly);
        services.AddServiceDb<OrganizationDb>();
        services.TryAddSingleton(QuotaParameters.Default);
        services.AddSingleton<LedgerCache>();
        services.AddScoped<LedgerBook>();
        services.AddScoped<PostingDesk>();
        services.AddScoped<PostingQueries>();
        services.AddScoped<IWorkbookIntake<LedgerOpening>, LedgerIntake>();
        services.AddMessageHandler<ReserveQuota, TransferPart>();
        services.AddMessageHandler<ConfirmQuota, TransferPart>();
        services.AddMessageHandler<ReleaseQuota, TransferPart>();
        return services;
    }

    /// <summary>Maps the endpoints below the given group (the host's <c>/api/v1</c>).</summary>
    public static IEndpointRouteBuilder MapOrganization(this IEndpointRouteBuilder app)
    {
        app.MapIntake<LedgerOpening>("/organization/opening", "OrganizationOpening", "BB-JB", "BB-ZR");
        return app.MapAccountBooks().MapPostings();
    }
}
