namespace Orchestrator.Organization.Postings;

/// <summary>A posting that somebody proposed, and what became of it.</summary>
public sealed class PostingRow
{
    /// <summary>登记号 (DJ-00012), also the id of what it makes in the ledger.</summary>
    public required string Id { get; init; }

    public required int Number { get; init; }

    public required PostingKind Kind { get; init; }

    /// <summary>The <see cref="Posting"/> as JSON.</summary>
    public required string Body { get; init; }

    public required string Sentence { get; set; }

    public required string DocNo { get; init; }

    public required DateOnly PostedOn { get; init; }

    /// <summary>Ids of the units that it concerns, each between bars: <c>|D1|D2|</c>.</summary>
    public required string Units { get; init; }

    public required string? PersonKey { get; init; }

    /// <summary>JSON; what it was to change when it was proposed, then what it changed.</summary>
    public required string Changes { get; set; }

    public PostingStatus Status { get; set; }

    public required DateTimeOffset At { get; init; }

    public required string ById { get; init; }

    public required string ByName { get; init; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? DecidedById { get; set; }

    public string? DecidedByName { get; set; }

    /// <summary>Why it was returned or withdrawn.</summary>
    public string? Remark { get; set; }
}
