using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Organs;

namespace Orchestrator.Organization.Ledger;

/// <summary>One side of a line of a 划转方案: an organ's account at a level.</summary>
public sealed record QuotaSide(string OrganId, string OrganName, AdministrativeLevel Level);

/// <summary>A line of a 划转方案 or an entry of the ledger, told by organs: what the rules D and Q read.</summary>
/// <param name="From">Null: from outside.</param>
/// <param name="People">People who move with it.</param>
public sealed record QuotaLine(
    string Id,
    QuotaReason Reason,
    QuotaType Type,
    QuotaSide? From,
    QuotaSide? To,
    int Count,
    int People = 0,
    string? DutyTransferId = null,
    string? DocNo = null,
    string? ApprovalNo = null,
    AdjustmentPrinciple? Principle = null)
{
    public string Place => $"{From?.OrganName ?? "外部"}→{To?.OrganName ?? "外部"}{Type.Label()}{Count}名";

    /// <summary>An entry of the ledger as a line. Leave out what was taken back, and its mirror: together they moved nothing.</summary>
    public static QuotaLine Of(QuotaLedger ledger, QuotaEntry entry) => new(
        entry.Id, entry.Reason, ledger.Accounts[entry.ToAccountId ?? entry.FromAccountId!].Type, Side(ledger, entry.FromAccountId), Side(ledger, entry.ToAccountId),
        entry.Count, ledger.Line(entry.Id).People, entry.DutyTransferId, entry.DocNo, entry.ApprovalNo);

    private static QuotaSide? Side(QuotaLedger ledger, string? accountId) =>
        accountId is null ? null : ledger.Accounts[accountId] is var account ? new(account.OrganId, ledger.OrganName(account.OrganId), account.Level) : null;
}
