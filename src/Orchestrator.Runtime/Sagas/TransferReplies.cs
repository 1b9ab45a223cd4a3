using Orchestrator.Contracts;
using Orchestrator.Contracts.Transfers;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Runtime.Sagas;

public static class TransferReplies
{
    /// <summary>What came of a command of a transfer, as it goes to the office.</summary>
    public static TransferAnswered Reply(this HoldAnswer answer, About about, TransferAuthority authority, TransferStep step) =>
        new(about, authority, step, answer.Done, [.. answer.Reasons.Select(Reason)]);

    private static TransferReason Reason(Finding finding) => new(finding.Rule, $"{finding.Severity.ToString()[0]}", finding.Path, finding.Message);
}
