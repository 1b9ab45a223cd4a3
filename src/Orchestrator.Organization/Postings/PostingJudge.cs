using Orchestrator.Organization.Ledger;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Postings;

/// <summary>What the ledger says to a posting: what it would do, or why it may not.</summary>
internal sealed record PostingVerdict(LedgerCommand? Command, LedgerOutcome? Outcome, IReadOnlyList<FieldProblem> Problems)
{
    /// <summary>Nothing in the ledger would change.</summary>
    public bool IsNothing => Outcome is LedgerOutcome.AlreadyPosted;

    public bool Allowed => Problems.Count == 0 && Outcome is LedgerOutcome.Posted;

    /// <param name="before">The ledger that was asked.</param>
    public IReadOnlyList<PostingChange> Changes(QuotaLedger before) => Allowed && Outcome is LedgerOutcome.Posted(var after, _) ? PostingChanges.Between(before, after) : [];
}

internal static class PostingJudge
{
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["placementId"] = "personKey", ["allowedOver"] = "count",
    };

    private static readonly HashSet<string> Members = [.. typeof(Posting).GetProperties().Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..])];

    /// <param name="today">In the region's calendar. A freeze of today cannot be passed by by dating a posting back.</param>
    public static PostingVerdict Judge(QuotaLedger ledger, Posting posting, string number, DateOnly today, QuotaParameters parameters)
    {
        var reader = new PostingReader();
        if (PostingCommands.Read(ledger, posting, number, today, reader) is not { } command)
        {
            return new(null, null, reader.Problems);
        }

        var outcome = LedgerDecisions.Decide(ledger, command, parameters);
        List<Finding> reasons = [.. outcome is LedgerOutcome.Refused(var refused) ? refused : []];
        if (command.Date != today && LedgerDecisions.Decide(ledger, command with { Date = today }, parameters) is LedgerOutcome.Refused(var now))
        {
            reasons.AddRange(now.Where(reason => reason.Rule == "Q-10" && reasons.All(other => other.Rule != "Q-10" || other.Path != reason.Path)));
        }

        return new(command, outcome, [.. reasons.Select(reason => new FieldProblem(Place(posting.Kind, reason), reason.Message) { Rule = reason.Rule })]);
    }

    // The ledger speaks of its commands and of ids; a form has members. What it has not is told for the whole.
    private static string Place(PostingKind kind, Finding reason)
    {
        var last = reason.Path[(reason.Path.LastIndexOf('.') + 1)..];
        return (kind, last) switch
        {
            (PostingKind.RegisterOrgan, "type") => "organType",
            (PostingKind.RegisterOrgan, "id") => "organId",
            (PostingKind.OpenAccount, "type") => "quota",
            (PostingKind.RegisterDutyTransfer, "id") => "dutyTransferId",
            (PostingKind.PlacePerson, "kind") => "placementKind",
            _ when Aliases.TryGetValue(last, out var alias) => alias,
            _ when Members.Contains(last) => last,
            _ => "",
        };
    }
}
