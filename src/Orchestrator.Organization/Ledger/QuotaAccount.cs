using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Organs;

namespace Orchestrator.Organization.Ledger;

/// <summary>编制账户: one per organ, kind of quota, funding form and administrative level.</summary>
public sealed record QuotaAccount(string Id, string OrganId, QuotaType Type, FundingForm Funding, AdministrativeLevel Level);

/// <summary>The running numbers of an account, in people.</summary>
/// <param name="Authorized">核定数.</param>
/// <param name="Actual">实有数: open placements.</param>
/// <param name="Reserved">预留数: vacant quotas that a transfer under way will take away, or needs for people who come.</param>
/// <param name="Frozen">锁定数.</param>
/// <param name="Outgoing">Quotas that transfers under way will take away, occupied or not.</param>
public sealed record QuotaBalance(int Authorized, int Actual, int Reserved, int Frozen, int Outgoing)
{
    public static QuotaBalance Zero { get; } = new(0, 0, 0, 0, 0);

    /// <summary>空编; negative when overstaffed.</summary>
    public int Vacancy => Authorized - Actual;

    /// <summary>超编.</summary>
    public int Over => Math.Max(0, Actual - Authorized);

    /// <summary>可用.</summary>
    public int Free => Authorized - Actual - Reserved - Frozen;
}
