namespace Orchestrator.Organization.Ledger;

public enum ReservationStatus
{
    Open,
    Confirmed,
    Released,

    /// <summary>Confirmed, then taken back.</summary>
    Reversed,
}

/// <param name="ToPostId">Post that the person is meant to take in the receiving unit (L-05).</param>
public sealed record ReservedPerson(string PersonKey, string? ToPostId = null);

/// <summary>One line of a transfer: <paramref name="Count"/> quotas with at most as many people; the rest moves vacant.</summary>
/// <param name="LockId">The lock that the vacant ones are taken from, when they are locked.</param>
/// <param name="FollowsEntryId">People follow an entry that was posted before: no quotas move, Count is the number of people.</param>
public sealed record ReservedLine(
    string FromAccountId,
    string ToAccountId,
    int Count,
    QuotaReason Reason,
    IReadOnlyList<ReservedPerson> People,
    string? DutyTransferId = null,
    string? DocNo = null,
    string? ApprovalNo = null,
    string? LockId = null,
    string? FollowsEntryId = null,
    string? FromInternalId = null,
    string? ToInternalId = null)
{
    public bool MovesQuotas => FollowsEntryId is null;

    /// <summary>Quotas that move without a person.</summary>
    public int Vacant => MovesQuotas ? Count - People.Count : 0;
}

/// <summary>Authorized posts that move with a transfer.</summary>
public sealed record ReservedPosts(string FromPostId, string ToPostId, int Count);

/// <summary>What a transfer holds in this ledger until it is confirmed or released: quotas, people and posts. Once held, confirming cannot fail.</summary>
/// <param name="CaseId">The case of the office that it belongs to.</param>
/// <param name="NoticeNo">The notice that confirmed it.</param>
public sealed record Reservation(
    string Id,
    string CaseId,
    IReadOnlyList<ReservedLine> Lines,
    IReadOnlyList<ReservedPosts> Posts,
    ReservationStatus Status = ReservationStatus.Open,
    string? NoticeNo = null)
{
    // Ids given from outside contain no slash, so these cannot meet one.
    public string EntryId(int line) => $"{Id}/{line + 1}";

    public string PostEntryId(int line) => $"{Id}/P{line + 1}";

    public string PlacementId(string personKey) => $"{Id}/{personKey}";

    /// <summary>The entry that people of a line point at.</summary>
    public string LineEntryId(int line) => Lines[line].FollowsEntryId ?? EntryId(line);
}
