using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>What came of a command.</summary>
public abstract record LedgerOutcome
{
    /// <summary>Accepted: the events to keep, and the ledger after them.</summary>
    public sealed record Posted(QuotaLedger Ledger, IReadOnlyList<LedgerEvent> Events) : LedgerOutcome;

    /// <summary>It had its effect before; nothing changes.</summary>
    public sealed record AlreadyPosted : LedgerOutcome;

    /// <summary>Nothing changes. <see cref="Finding.Rule"/> is a rule id, or a code that begins with <c>ledger.</c> where no rule of the catalogue speaks of it.</summary>
    public sealed record Refused(IReadOnlyList<Finding> Reasons) : LedgerOutcome;
}

/// <summary>What one part of the decisions makes of a command before the whole is checked.</summary>
internal sealed record Proposal(IReadOnlyList<Finding> Reasons, IReadOnlyList<LedgerEvent> Events)
{
    /// <summary>It was done before under another command id.</summary>
    public static Proposal Done { get; } = new([], []);

    public static Proposal No(string rule, string path, string message) => new([Finding.Block(rule, path, message)], []);

    public static Proposal Yes(params IReadOnlyList<LedgerEvent> events) => new([], events);

    public static Proposal From(IReadOnlyList<Finding> reasons, params IReadOnlyList<LedgerEvent> events) => reasons.Count > 0 ? new(reasons, []) : new([], events);
}
