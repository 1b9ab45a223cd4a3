using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Ledger;
using Orchestrator.Runtime;

namespace Orchestrator.Organization.Book;

/// <param name="Authorized">核定.</param>
/// <param name="Actual">实有.</param>
/// <param name="Reserved">预留: vacant quotas set aside by transfers under way.</param>
/// <param name="Outgoing">Quotas that transfers under way will take away.</param>
/// <param name="Free">可用.</param>
public sealed record QuotaAccountView(string Id, string QuotaLabel, string FundingLabel, int Authorized, int Actual, int Reserved, int Frozen, int Outgoing, int Over, int Free);

/// <param name="DocNo">文号 that orders it.</param>
/// <param name="Delta">编制数, negative where they went.</param>
/// <param name="Other">The organ on the other side; null where there is none.</param>
public sealed record QuotaEntryView(string Id, DateOnly On, string Reason, string DocNo, string QuotaLabel, int Delta, string? Other);

public sealed record OrganAccounts(string UnitId, string UnitName, IReadOnlyList<QuotaAccountView> Accounts, IReadOnlyList<QuotaEntryView> Entries);

public static class AccountEndpoints
{
    private const int LatestEntries = 200;

    public static IEndpointRouteBuilder MapAccountBooks(this IEndpointRouteBuilder app)
    {
        app.MapGet("/organization/units/{id}", Show).Allow("BB-JB", "BB-SH", "BB-ZR", "ZZ", "CZ", "RS", "JD", "ZB", "LD").WithTags("organization")
            .Produces<OrganAccounts>().ProducesProblem(404).WithName("getOrganAccounts").WithSummary("一个单位的编制台账");
        return app;
    }

    private static async Task<IResult> Show(string id, LedgerBook book, CancellationToken ct)
    {
        var ledger = (await book.Read(ct)).Ledger;
        if (!ledger.Organs.TryGetValue(id, out var organ))
        {
            return Refusal.NotFound("organ.unknown", "编制台账中没有这个单位。").ToResult();
        }

        var accounts = ledger.Accounts.Values.Where(account => account.OrganId == id).OrderBy(account => account.Id, StringComparer.Ordinal).ToList();
        var own = accounts.Select(account => account.Id).ToHashSet(StringComparer.Ordinal);
        return Results.Ok(new OrganAccounts(
            organ.Id, organ.Name, [.. accounts.Select(account => View(account, ledger.Balances.GetValueOrDefault(account.Id, QuotaBalance.Zero)))],
            [.. ledger.Entries.Values.Where(entry => own.Contains(entry.ToAccountId ?? "") || own.Contains(entry.FromAccountId ?? ""))
                .OrderByDescending(entry => entry.Date).ThenByDescending(entry => entry.Id, StringComparer.Ordinal).Take(LatestEntries).Select(entry => View(entry, own, ledger))]));
    }

    private static QuotaAccountView View(QuotaAccount account, QuotaBalance balance) => new(
        account.Id, account.Type.Label(), account.Funding.Label(), balance.Authorized, balance.Actual, balance.Reserved, balance.Frozen, balance.Outgoing, balance.Over, balance.Free);

    private static QuotaEntryView View(QuotaEntry entry, HashSet<string> own, QuotaLedger ledger)
    {
        var comes = own.Contains(entry.ToAccountId ?? "");
        var (here, there) = comes ? (entry.ToAccountId, entry.FromAccountId) : (entry.FromAccountId, entry.ToAccountId);
        return new(
            entry.Id, entry.Date, entry.Reason.Label(), entry.NoticeNo ?? entry.DocNo, ledger.Accounts[here!].Type.Label(), comes ? entry.Count : -entry.Count,
            there is null ? null : ledger.Organs[ledger.Accounts[there].OrganId].Name);
    }
}
