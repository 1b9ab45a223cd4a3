namespace Orchestrator.Organization.Ledger;

/// <summary>Vacant quotas locked in an account; <paramref name="Count"/> is what is left of them.</summary>
public sealed record QuotaLock(string Id, string AccountId, int Count, string NoticeNo);

/// <summary>超编消化方案 of an account, one at a time: so many people above the authorized number, until a day (inclusive).</summary>
public sealed record DigestionPlan(string AccountId, int AllowedOver, DateOnly Until, string DocNo);

/// <summary>Quotas of an organ given to one of its internal organs.</summary>
/// <param name="Outgoing">Of these, what transfers under way will take along.</param>
public sealed record Allotment(string InternalOrganId, string OrganId, string Name, int Count, int Outgoing = 0);

/// <summary>What an organ can give to its internal organs. 机关工勤编制 is not in it.</summary>
/// <param name="Members">Leadership members who belong to no internal organ.</param>
/// <param name="Outgoing">Quotas that transfers under way take from what is not allotted.</param>
public sealed record OrganBalance(int Authorized, int Members, int Allotted, int Outgoing)
{
    public static OrganBalance Zero { get; } = new(0, 0, 0, 0);

    public int Room => Authorized - Members - Allotted - Outgoing;
}
