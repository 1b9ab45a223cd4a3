using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Engine.Calendar;
using Orchestrator.Organization.Ledger;
using Orchestrator.Runtime;

namespace Orchestrator.Organization.Book;

/// <summary>编制台账 of a unit: the offices see every unit, a department or street its own and those below it (domain/09).</summary>
public static class AccountEndpoints
{
    /// <summary>Who sees the ledger of every unit.</summary>
    internal static readonly string[] EveryUnit = ["BB-JB", "BB-SH", "BB-ZR", "ZZ", "CZ", "RS", "ZB", "LD"];
    private static readonly string[] OwnUnit = ["BM-JB", "BM-FZ", "JD"];

    public static IEndpointRouteBuilder MapAccountBooks(this IEndpointRouteBuilder app)
    {
        app.MapGet("/organization/units/{id}", Show).Allow([.. EveryUnit, .. OwnUnit]).WithTags("organization")
            .Produces<OrganAccounts>().ProducesProblem(403).ProducesProblem(404).WithName("getOrganAccounts").WithSummary("一个单位的编制台账");
        return app;
    }

    private static async Task<IResult> Show(string id, LedgerBook book, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var ledger = (await book.Read(ct)).Ledger;
        if (!actor.HasAny(EveryUnit) && !IsBelow(ledger, id, actor.UnitId))
        {
            return Refusal.Forbidden("organ.other", "只能查看本单位和所属单位的编制台账。").ToResult();
        }

        return ledger.Organs.TryGetValue(id, out var organ)
            ? Results.Ok(OrganAccounts.Of(ledger, organ, WorkingCalendar.National.LocalDate(clock.GetUtcNow())))
            : Refusal.NotFound("organ.unknown", "编制台账中没有这个单位。").ToResult();
    }

    // Parents are registered one by one and may be wrong: nobody is asked twice.
    private static bool IsBelow(QuotaLedger ledger, string id, string? unit)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = id; at is not null && seen.Add(at); at = ledger.Organs.GetValueOrDefault(at)?.ParentId)
        {
            if (at == unit)
            {
                return true;
            }
        }

        return false;
    }
}
