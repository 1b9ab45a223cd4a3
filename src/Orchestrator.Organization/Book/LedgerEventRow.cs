namespace Orchestrator.Organization.Book;

/// <summary>The one row that writers of the ledger queue at.</summary>
public sealed class LedgerHead
{
    public int Id { get; init; }

    /// <summary>Number of the last event; 0 before the first.</summary>
    public long Seq { get; set; }
}

/// <summary>One event of the ledger; never changed.</summary>
public sealed class LedgerEventRow
{
    public required long Seq { get; init; }

    /// <summary>Name of the event, part of the stored format: <c>EntryPosted</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>JSON.</summary>
    public required string Body { get; init; }

    public required string CommandId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string ById { get; init; }

    public required string ByName { get; init; }
}
