using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;

namespace Orchestrator.Contracts.Transfers;

// What the office asks of the three authorities for one transfer (转隶). The transfer is About.CaseId. Every command may come
// twice, late, or before the one it follows: an authority keeps one row for each transfer and answers each command from it.

/// <summary>Asks 机构编制 to hold quotas and placements (预留).</summary>
/// <param name="On">The day by which freezes and plans are judged, in the region's calendar.</param>
public sealed record ReserveQuota(About About, DateOnly On, IReadOnlyList<TransferredQuota> Lines);

/// <summary>Quotas of one kind that go from one organ to another, with at most as many people.</summary>
/// <param name="DutyTransferId">The duty transfer that they follow (编随事走); without one <paramref name="DocNo"/> is needed.</param>
/// <param name="DocNo">The document that orders the movement.</param>
/// <param name="ApprovalNo">For 行政编制 that crosses a level .</param>
public sealed record TransferredQuota(
    string FromOrganId, string ToOrganId, QuotaType Type, FundingForm Funding, int Count, IReadOnlyList<PersonKey> People,
    string? DutyTransferId = null, string? DocNo = null, string? ApprovalNo = null);

/// <param name="NoticeNo">文号 of the transfer notice (转隶通知), which is the ground of every entry.</param>
public sealed record ConfirmQuota(About About, DateOnly On, string NoticeNo);

public sealed record ReleaseQuota(About About, DateOnly On, string Reason);

/// <summary>Asks 财政 to set aside what the people cost for the rest of the year.</summary>
/// <param name="On">Day of the transfer: the giving unit pays up to its month, the receiving one from the next.</param>
/// <param name="Units">What the units are called.</param>
public sealed record ReserveFunds(About About, DateOnly On, IReadOnlyList<FundedPerson> People, IReadOnlyList<TransferUnit> Units);

public sealed record TransferUnit(string Id, string Name);

/// <param name="Funding">The funding form in the receiving unit.</param>
public sealed record FundedPerson(PersonKey Person, string FromUnitId, string ToUnitId, FundingForm Funding);

public sealed record ConfirmFunds(About About, DateOnly On, string NoticeNo);

public sealed record ReleaseFunds(About About, string Reason);

/// <summary>Asks 人社 to lock people in the real-name register (冻结人事关系).</summary>
/// <param name="Units">What the units are called.</param>
public sealed record LockPeople(About About, DateOnly On, IReadOnlyList<LockedPerson> People, IReadOnlyList<TransferUnit> Units);

public sealed record LockedPerson(PersonKey Person, string FromUnitId, string ToUnitId, QuotaType Type, FundingForm Funding);

/// <summary>The people belong to their new units from the day on.</summary>
public sealed record MovePeople(About About, DateOnly On, string NoticeNo);

public sealed record UnlockPeople(About About, string Reason);
