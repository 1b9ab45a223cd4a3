using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;

namespace Orchestrator.Organization.Postings;

/// <summary>One posting as a form gives it: <paramref name="Kind"/> says which members count, the others are not looked at.</summary>
/// <param name="On">Day of the posting in the region's calendar, today at the latest.</param>
/// <param name="DocNo">依据文号: approval, notice or order. Every posting has one.</param>
public sealed record Posting(PostingKind Kind, DateOnly? On = null, string? DocNo = null)
{
    public string? OrganId { get; init; }

    /// <summary>Of the organ or internal organ.</summary>
    public string? Name { get; init; }

    public OrganType? OrganType { get; init; }

    public AdministrativeLevel? Level { get; init; }

    public OrganRank? Rank { get; init; }

    public OrganStatus? OrganStatus { get; init; }

    public string? ParentId { get; init; }

    /// <summary>An internal organ that is there; null makes a new one.</summary>
    public string? InternalOrganId { get; init; }

    /// <summary>In people, quotas or posts.</summary>
    public int? Count { get; init; }

    public string? DutyTransferId { get; init; }

    public IReadOnlyList<string>? DutyIds { get; init; }

    public DutyAction? Action { get; init; }

    public string? FromOrganId { get; init; }

    public string? ToOrganId { get; init; }

    public DateOnly? EffectiveOn { get; init; }

    public QuotaType? Quota { get; init; }

    public FundingForm? Funding { get; init; }

    public string? AccountId { get; init; }

    public QuotaReason? Reason { get; init; }

    public string? FromAccountId { get; init; }

    public string? ToAccountId { get; init; }

    public string? FromInternalId { get; init; }

    public string? ToInternalId { get; init; }

    /// <summary>Approval of a move between levels, or of a correction in a frozen unit .</summary>
    public string? ApprovalNo { get; init; }

    /// <summary>转隶通知 or 划转通知: lets quotas pass a freeze.</summary>
    public string? NoticeNo { get; init; }

    public string? EntryId { get; init; }

    public string? LockId { get; init; }

    /// <summary>Last day of a plan, inclusive.</summary>
    public DateOnly? Until { get; init; }

    public string? PersonKey { get; init; }

    public PlacementKind? PlacementKind { get; init; }

    public PlacementEnd? End { get; init; }

    public PostTier? Tier { get; init; }

    public PostLevel? PostLevel { get; init; }

    public string? PostId { get; init; }

    public PostReason? PostReason { get; init; }

    public string? FromPostId { get; init; }

    public string? ToPostId { get; init; }

    public IReadOnlyList<string>? OrganIds { get; init; }

    public string? Authority { get; init; }

    /// <summary>First day of a freeze.</summary>
    public DateOnly? Start { get; init; }

    public string? FreezeId { get; init; }

    /// <summary>First day on which a freeze is not in force any more.</summary>
    public DateOnly? FreeFrom { get; init; }
}
