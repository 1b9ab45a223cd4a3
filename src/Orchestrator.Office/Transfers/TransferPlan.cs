using Orchestrator.Contracts.Terms;

namespace Orchestrator.Office.Transfers;

/// <param name="HoldDays">For how many days the authorities hold it, counted from now; 1 to 60.</param>
public sealed record TransferPlan(string? Title, DateOnly? TakesEffectOn, IReadOnlyList<TransferLine>? Lines, int HoldDays = 10);

/// <summary>Quotas of one kind from one unit to another, and who goes with them. At most as many people as quotas; the rest moves vacant.</summary>
/// <param name="DutyTransferId">职责划转事项 (编随事走). Without one, <paramref name="DocNo"/> says what orders the movement.</param>
/// <param name="ApprovalNo">For 行政编制 that crosses a level.</param>
/// <param name="People">Person keys of human resources.</param>
public sealed record TransferLine(
    string FromUnitId, string ToUnitId, QuotaType Type, FundingForm Funding, int Count, IReadOnlyList<string> People,
    string? DutyTransferId = null, string? DocNo = null, string? ApprovalNo = null);
