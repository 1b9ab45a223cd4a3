using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Organs;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>What must be true of a movement of quotas whatever the balances are: sides, kind, grounds, documents.</summary>
internal static class EntryChecks
{
    public static IEnumerable<Finding> Check(QuotaLedger ledger, QuotaEntry entry, string path, QuotaParameters parameters)
    {
        if (entry.Count <= 0)
        {
            yield return Finding.Block("ledger.count", $"{path}.count", "编制变动数须大于零。");
        }

        if (Sides(ledger, entry, path) is { } wrong)
        {
            yield return wrong;
            yield break;
        }

        foreach (var finding in new[] { Grounds(ledger, entry, path), Level(ledger, entry, path), Growth(ledger, entry, path, parameters), Cap(ledger, entry, path, parameters) })
        {
            if (finding is not null)
            {
                yield return finding;
            }
        }
    }

    private static Finding? Sides(QuotaLedger ledger, QuotaEntry entry, string path)
    {
        foreach (var (id, side) in new[] { (entry.FromAccountId, "fromAccountId"), (entry.ToAccountId, "toAccountId") })
        {
            if (id is not null && !ledger.Accounts.ContainsKey(id))
            {
                return Identifiers.Unknown($"{path}.{side}", "编制账户", id);
            }
        }

        if ((entry.FromAccountId is null) != entry.Reason.ComesFromOutside() || (entry.ToAccountId is null) != entry.Reason.GoesOutside())
        {
            return Finding.Block("Q-01", path, $"“{entry.Reason.Label()}”的划出、划入方不符：只有期初建账、上级下达没有划出账户，只有收回、精简没有划入账户，其余须一出一进。");
        }

        if (entry.FromAccountId is { } from && entry.ToAccountId is { } to && (from == to || ledger.Accounts[from].Type != ledger.Accounts[to].Type))
        {
            return Finding.Block("Q-01", path, $"{ledger.Place(from)}不能划到{ledger.Place(to)}：须为两个账户、同一编制类型。");
        }

        if (entry.Reason == QuotaReason.Opening && ledger.Entries.Values.FirstOrDefault(other => other.ToAccountId == entry.ToAccountId || other.FromAccountId == entry.ToAccountId) is { } earlier)
        {
            return Finding.Block("Q-01", path, $"{ledger.Place(entry.ToAccountId!)}已有编制变动“{earlier.Id}”，不能再期初建账。");
        }

        return Internal(ledger, entry.FromAccountId, entry.FromInternalId, $"{path}.fromInternalId") ?? Internal(ledger, entry.ToAccountId, entry.ToInternalId, $"{path}.toInternalId");
    }

    private static Finding? Internal(QuotaLedger ledger, string? accountId, string? internalId, string path) => internalId switch
    {
        null => null,
        _ when !ledger.Allotments.TryGetValue(internalId, out var allotment) => Identifiers.Unknown(path, "内设机构", internalId),
        _ when accountId is null || !ledger.CountsForOrgan(accountId) || ledger.Accounts[accountId].OrganId != ledger.Allotments[internalId].OrganId
            => Finding.Block("INV-7", path, $"内设机构“{ledger.Allotments[internalId].Name}”不使用{(accountId is null ? "外部" : ledger.Place(accountId))}的编制。"),
        _ => null,
    };

    /// <summary>D-01 for 职责划转, D-03 for every other reason.</summary>
    private static Finding? Grounds(QuotaLedger ledger, QuotaEntry entry, string path)
    {
        if (entry.Reason != QuotaReason.DutyTransfer)
        {
            return string.IsNullOrWhiteSpace(entry.DocNo) ? Finding.Block("D-03", $"{path}.docNo", $"“{entry.Reason.Label()}”不随职责划转，须有文号。") : null;
        }

        if (entry.DutyTransferId is not { } id || !ledger.DutyTransfers.TryGetValue(id, out var duty))
        {
            return Finding.Block("D-01", $"{path}.dutyTransferId", $"{ledger.Place(entry.FromAccountId!)}划出{entry.Count}名没有对应的职责划转事项（编随事走）。");
        }

        return IsBackedBy(ledger, entry, duty)
            ? null
            : Finding.Block("D-01", $"{path}.dutyTransferId", $"{ledger.Place(entry.FromAccountId!)}划到{ledger.Place(entry.ToAccountId!)}与职责划转事项“{id}”的划出、划入单位不一致（编随事走）。");
    }

    /// <summary>From and to are those of the duty, or the other way round when the entry takes one back.</summary>
    public static bool IsBackedBy(QuotaLedger ledger, QuotaEntry entry, DutyTransfer duty)
    {
        var (from, to) = (OrganOf(ledger, entry.FromAccountId), OrganOf(ledger, entry.ToAccountId));
        return entry.ReversesId is null ? (from, to) == (duty.FromOrganId, duty.ToOrganId) : (to, from) == (duty.FromOrganId, duty.ToOrganId);
    }

    private static string? OrganOf(QuotaLedger ledger, string? accountId) => accountId is null ? null : ledger.Accounts[accountId].OrganId;

    /// <summary>Q-03. What comes down from or goes back to above crosses a level by its nature.</summary>
    private static Finding? Level(QuotaLedger ledger, QuotaEntry entry, string path)
    {
        var account = ledger.Accounts[entry.ToAccountId ?? entry.FromAccountId!];
        var crosses = entry.Reason is QuotaReason.Issue or QuotaReason.Withdrawal
            || (entry is { FromAccountId: { } from, ToAccountId: { } to } && ledger.Accounts[from].Level != ledger.Accounts[to].Level);
        return account.Type == QuotaType.Administrative && crosses && string.IsNullOrWhiteSpace(entry.ApprovalNo)
            ? Finding.Block("Q-03", $"{path}.approvalNo", $"{ledger.Place(account.Id)}跨层级变动{entry.Count}名，须有批准文号。")
            : null;
    }

    private static Finding? Growth(QuotaLedger ledger, QuotaEntry entry, string path, QuotaParameters parameters) =>
        entry is { Reason: QuotaReason.Issue, ToAccountId: { } to } && parameters.OnlyDecreasing.Contains(ledger.Accounts[to].Type)
            ? Finding.Block("Q-05", $"{path}.reason", $"{ledger.Accounts[to].Type.Label()}只减不增，{ledger.Place(to)}不能增加{entry.Count}名。")
            : null;

    private static Finding? Cap(QuotaLedger ledger, QuotaEntry entry, string path, QuotaParameters parameters)
    {
        if (entry.ToAccountId is not { } to || ledger.Accounts[to] is not { Type: QuotaType.Administrative } account
            || (entry.FromAccountId is { } from && ledger.Accounts[from].Level == account.Level)
            || !parameters.AdministrativeCaps.TryGetValue(account.Level, out var cap))
        {
            return null;
        }

        var total = ledger.Accounts.Values.Where(other => other.Type == QuotaType.Administrative && other.Level == account.Level).Sum(other => ledger.Balance(other.Id).Authorized) + entry.Count;
        return total <= cap ? null : Finding.Block("Q-02", path, $"{account.Level.Label()}行政编制合计将达{total}名，超过核定总额{cap}名。");
    }
}
