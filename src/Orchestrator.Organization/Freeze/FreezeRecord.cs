namespace Orchestrator.Organization.Freeze;

/// <summary>锁定编制、冻结人事关系 for some organs (domain/04 §4.6).</summary>
/// <param name="Start">First day in force: the date of the provincial document.</param>
/// <param name="NoticeNo">Number of the freezing notice (锁定通知).</param>
/// <param name="FreeFrom">First day on which it is not in force any more; null while no end is fixed.</param>
/// <param name="EndedBy">Number of the 转隶通知 that ended it, when a notice did and not a date.</param>
public sealed record FreezeRecord(
    string Id, IReadOnlyList<string> OrganIds, DateOnly Start, string Authority, string NoticeNo, DateOnly? FreeFrom = null, string? EndedBy = null)
{
    public bool Covers(string organId, DateOnly day) =>
        day >= Start && (FreeFrom is not { } free || day < free) && OrganIds.Contains(organId);
}
