using Orchestrator.Organization.Ledger;
using Orchestrator.Runtime;

namespace Orchestrator.Organization.Postings;

/// <summary>What a posting would do to the ledger of this moment.</summary>
/// <param name="Sentence">What it would do; null while members are missing.</param>
/// <param name="Changes">Numbers of the ledger before and after; empty when it is refused.</param>
/// <param name="Problems">Every reason why it may not be posted.</param>
public sealed record PostingPreview(bool Allowed, string? Sentence, IReadOnlyList<PostingChange> Changes, IReadOnlyList<FieldProblem> Problems)
{
    internal const string Nothing = "编制台账已是如此，无须登记。";

    internal static PostingPreview Of(QuotaLedger ledger, Posting posting, string number, DateOnly today, QuotaParameters parameters)
    {
        var verdict = PostingJudge.Judge(ledger, posting, number, today, parameters);
        return new(
            verdict.Allowed, verdict.Command is { } command ? PostingSentences.Of(ledger, command) : null, verdict.Changes(ledger),
            verdict.IsNothing ? [new("", Nothing)] : verdict.Problems);
    }
}
