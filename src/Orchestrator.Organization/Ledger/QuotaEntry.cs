namespace Orchestrator.Organization.Ledger;

public enum QuotaReason
{
    /// <summary>期初建账: from outside, before anything else is posted to the account.</summary>
    Opening,

    /// <summary>职责划转: needs a duty transfer between the same two organs (D-01).</summary>
    DutyTransfer,

    /// <summary>机构撤并.</summary>
    Merger,

    /// <summary>上级下达: from outside.</summary>
    Issue,

    /// <summary>收回: to outside.</summary>
    Withdrawal,

    /// <summary>统筹调剂.</summary>
    Adjustment,

    /// <summary>精简: to outside.</summary>
    Downsizing,

    /// <summary>派驻整合.</summary>
    StationMerger,
}

/// <summary>The principle behind an adjustment .</summary>
public enum AdjustmentPrinciple
{
    /// <summary>减多补少.</summary>
    FromManyToFew,

    /// <summary>减弱补强.</summary>
    FromWeakToStrong,

    /// <summary>减上补下.</summary>
    FromUpperToLower,
}

/// <summary>编制变动: <paramref name="Count"/> &gt; 0 quotas leave one account and enter another; null is the outside world.</summary>
/// <param name="ApprovalNo">Approval of a move between administrative levels .</param>
/// <param name="FromInternalId">Internal organ whose allotment shrinks with it; without, the quotas come from what is not allotted.</param>
/// <param name="NoticeNo">The campaign's 转隶通知 or 划转通知: lets it pass a freeze.</param>
/// <param name="ReversesId">The entry that this one takes back.</param>
public sealed record QuotaEntry(
    string Id,
    string DocNo,
    DateOnly Date,
    QuotaReason Reason,
    string? FromAccountId,
    string? ToAccountId,
    int Count,
    string? DutyTransferId = null,
    string? ApprovalNo = null,
    string? FromInternalId = null,
    string? ToInternalId = null,
    string? NoticeNo = null,
    string? ReversesId = null);

/// <param name="People">Open placements that point at the entry.</param>
/// <param name="Expected">People of transfers under way who will.</param>
public sealed record LineUse(int People, int Expected)
{
    public static LineUse None { get; } = new(0, 0);
}

public static class QuotaReasons
{
    public static string Label(this QuotaReason reason) => reason switch
    {
        QuotaReason.Opening => "期初建账",
        QuotaReason.DutyTransfer => "职责划转",
        QuotaReason.Merger => "机构撤并",
        QuotaReason.Issue => "上级下达",
        QuotaReason.Withdrawal => "收回",
        QuotaReason.Adjustment => "统筹调剂",
        QuotaReason.Downsizing => "精简",
        _ => "派驻整合",
    };

    public static bool ComesFromOutside(this QuotaReason reason) => reason is QuotaReason.Opening or QuotaReason.Issue;

    public static bool GoesOutside(this QuotaReason reason) => reason is QuotaReason.Withdrawal or QuotaReason.Downsizing;
}
