namespace Orchestrator.Submission.Rosters;

/// <summary>
/// One row of a personnel roster (转隶人员名册) as it was uploaded: every cell as typed, null where the cell is empty.
/// The four review columns are missing on purpose: reviewers fill them after submission.
/// </summary>
public sealed record RosterRow
{
    public string? Number { get; init; }

    public string? Name { get; init; }

    public string? Gender { get; init; }

    /// <summary>The citizen number in full: it stays in this service .</summary>
    public string? IdentityNumber { get; init; }

    /// <summary>yyyy-MM or yyyy-MM-dd.</summary>
    public string? Birth { get; init; }

    public string? Ethnicity { get; init; }

    public string? PoliticalStatus { get; init; }

    public string? Education { get; init; }

    /// <summary>yyyy-MM-dd.</summary>
    public string? StartedWorkOn { get; init; }

    public string? JoinedUnit { get; init; }

    public string? FromUnit { get; init; }

    public string? FromDivision { get; init; }

    public string? Post { get; init; }

    /// <summary>yyyy-MM or yyyy-MM-dd.</summary>
    public string? PostSince { get; init; }

    public string? Rank { get; init; }

    public string? QuotaType { get; init; }

    public string? FundingForm { get; init; }

    public string? Identity { get; init; }

    public string? Category { get; init; }

    public string? RegisterNumber { get; init; }

    public string? ToUnit { get; init; }

    public string? ToDivision { get; init; }

    public string? ProposedPost { get; init; }

    public string? DutyTransfer { get; init; }

    public string? QuotaLine { get; init; }

    public string? Manner { get; init; }

    public string? PartyBranch { get; init; }

    public string? Salary { get; init; }

    public string? Insurance { get; init; }

    public string? Special { get; init; }

    public string? OwnOpinion { get; init; }

    public string? UnitOpinion { get; init; }

    public string? PartyOpinion { get; init; }

    public string? Remark { get; init; }

    /// <summary>Nothing of a person: a row printed by accident must not show its number.</summary>
    public override string ToString() => $"{nameof(RosterRow)} {Number}";
}
