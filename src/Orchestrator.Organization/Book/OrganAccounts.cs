using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;

namespace Orchestrator.Organization.Book;

/// <param name="Authorized">核定.</param>
/// <param name="Actual">实有.</param>
/// <param name="Reserved">预留: vacant quotas set aside by transfers under way.</param>
/// <param name="Frozen">锁定.</param>
/// <param name="Outgoing">Quotas that transfers under way will take away.</param>
/// <param name="Free">可用.</param>
public sealed record QuotaAccountView(string Id, string QuotaLabel, string FundingLabel, int Authorized, int Actual, int Reserved, int Frozen, int Outgoing, int Over, int Free);

/// <param name="DocNo">文号 that orders it.</param>
/// <param name="Delta">编制数, negative where they went.</param>
/// <param name="Other">The organ on the other side; null where there is none.</param>
public sealed record QuotaEntryView(string Id, DateOnly On, string Reason, string DocNo, string QuotaLabel, int Delta, string? Other);

/// <param name="Count">编制数 given to it.</param>
/// <param name="Outgoing">Of these, what transfers under way will take along.</param>
public sealed record InternalQuotaView(string Id, string Name, int Count, int Outgoing);

/// <param name="Place">内设机构, or the unit itself.</param>
/// <param name="Reserved">Held for transfers under way.</param>
public sealed record LeadershipPostView(string Id, string Place, string TierLabel, string LevelLabel, int Authorized, int Actual, int Reserved, int Free);

public sealed record QuotaLockView(string Id, string QuotaLabel, int Count, string DocNo);

/// <param name="Until">Inclusive.</param>
public sealed record DigestionPlanView(string AccountId, string QuotaLabel, int AllowedOver, DateOnly Until, string DocNo, bool IsOver);

/// <param name="Start">First day.</param>
/// <param name="FreeFrom">First day on which it is not in force any more; null while no end is fixed.</param>
public sealed record FreezeView(string Id, DateOnly Start, DateOnly? FreeFrom, string Authority, string DocNo, bool InForce);

public sealed record DutyTransferView(string Id, IReadOnlyList<string> Duties, string ActionLabel, string? From, string? To, DateOnly On);

/// <summary>编制台账 of one unit.</summary>
/// <param name="Members">Leadership members who belong to no internal organ.</param>
/// <param name="Room">Quotas that no internal organ has yet.</param>
/// <param name="Freezes">In force, or still to come.</param>
public sealed record OrganAccounts(
    string UnitId, string UnitName, string TypeLabel, string LevelLabel, int Members, int Room, IReadOnlyList<QuotaAccountView> Accounts, IReadOnlyList<QuotaEntryView> Entries,
    IReadOnlyList<InternalQuotaView> Internals, IReadOnlyList<LeadershipPostView> Posts, IReadOnlyList<QuotaLockView> Locks, IReadOnlyList<DigestionPlanView> Plans, IReadOnlyList<FreezeView> Freezes,
    IReadOnlyList<DutyTransferView> DutyTransfers)
{
    private const int LatestEntries = 200;

    internal static OrganAccounts Of(QuotaLedger ledger, Organ organ, DateOnly today)
    {
        var accounts = ledger.Accounts.Values.Where(account => account.OrganId == organ.Id).OrderBy(account => account.Id, StringComparer.Ordinal).ToList();
        var own = accounts.ToDictionary(account => account.Id, account => account.Type.Label(), StringComparer.Ordinal);
        var balance = ledger.OrganBalance(organ.Id);
        return new(
            organ.Id, organ.Name, organ.Type.Label(), organ.Level.Label(), balance.Members, balance.Room, [.. accounts.Select(account => View(account, ledger.Balance(account.Id)))],
            [.. ledger.Entries.Values.Where(entry => own.ContainsKey(entry.ToAccountId ?? "") || own.ContainsKey(entry.FromAccountId ?? ""))
                .OrderByDescending(entry => entry.Date).ThenByDescending(entry => entry.Id, StringComparer.Ordinal).Take(LatestEntries).Select(entry => View(entry, own, ledger))],
            [.. ledger.Allotments.Values.Where(one => one.OrganId == organ.Id).OrderBy(one => one.InternalOrganId, StringComparer.Ordinal)
                .Select(one => new InternalQuotaView(one.InternalOrganId, one.Name, one.Count, one.Outgoing))],
            [.. ledger.Posts.Values.Where(post => post.OrganId == organ.Id).OrderBy(post => post.InternalOrganId, StringComparer.Ordinal).ThenBy(post => post.Tier).Select(post => View(post, ledger))],
            [.. ledger.Locks.Values.Where(held => held.Count > 0 && own.ContainsKey(held.AccountId)).OrderBy(held => held.Id, StringComparer.Ordinal)
                .Select(held => new QuotaLockView(held.Id, own[held.AccountId], held.Count, held.NoticeNo))],
            [.. ledger.Plans.Values.Where(plan => own.ContainsKey(plan.AccountId)).OrderBy(plan => plan.AccountId, StringComparer.Ordinal)
                .Select(plan => new DigestionPlanView(plan.AccountId, own[plan.AccountId], plan.AllowedOver, plan.Until, plan.DocNo, plan.Until < today))],
            [.. ledger.Freezes.Values.Where(freeze => freeze.OrganIds.Contains(organ.Id) && (freeze.FreeFrom is not { } free || free > today)).OrderBy(freeze => freeze.Start)
                .Select(freeze => new FreezeView(freeze.Id, freeze.Start, freeze.FreeFrom, freeze.Authority, freeze.NoticeNo, freeze.Covers(organ.Id, today)))],
            [.. ledger.DutyTransfers.Values.Where(one => one.FromOrganId == organ.Id || one.ToOrganId == organ.Id).OrderByDescending(one => one.EffectiveOn).ThenBy(one => one.Id, StringComparer.Ordinal)
                .Select(one => new DutyTransferView(one.Id, one.DutyIds, one.Action.Label(), Name(one.FromOrganId), Name(one.ToOrganId), one.EffectiveOn))]);

        string? Name(string? id) => id is null ? null : ledger.OrganName(id);
    }

    private static QuotaAccountView View(QuotaAccount account, QuotaBalance balance) => new(
        account.Id, account.Type.Label(), account.Funding.Label(), balance.Authorized, balance.Actual, balance.Reserved, balance.Frozen, balance.Outgoing, balance.Over, balance.Free);

    private static QuotaEntryView View(QuotaEntry entry, Dictionary<string, string> own, QuotaLedger ledger)
    {
        var comes = own.ContainsKey(entry.ToAccountId ?? "");
        var (here, there) = comes ? (entry.ToAccountId, entry.FromAccountId) : (entry.FromAccountId, entry.ToAccountId);
        return new(
            entry.Id, entry.Date, entry.Reason.Label(), entry.NoticeNo ?? entry.DocNo, own[here!], comes ? entry.Count : -entry.Count,
            there is null ? null : ledger.OrganName(ledger.Accounts[there].OrganId));
    }

    private static LeadershipPostView View(LeadershipPost post, QuotaLedger ledger)
    {
        var balance = ledger.PostBalance(post.Id);
        var place = post.InternalOrganId is { } id && ledger.Allotments.TryGetValue(id, out var one) ? one.Name : ledger.OrganName(post.OrganId);
        return new(post.Id, place, post.Tier.Label(), post.Level.Label(), balance.Authorized, balance.Actual, balance.Reserved, balance.Free);
    }
}
