using Orchestrator.Contracts.People;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Submission.Rosters;

/// <summary>Every rule that an uploaded roster is held to before it may be sent: P-01 to P-09 and P-23.</summary>
public static class RosterCheck
{
    private static readonly Func<CheckedRow, RosterParameters, IEnumerable<Finding>>[] OfRow =
    [
        CellRules.Filled,
        NumberRules.Shaped,
        NumberRules.Checked,
        NumberRules.Dated,
        NumberRules.Gendered,
        NumberRules.Located,
        CellRules.Plausible,
    ];

    /// <summary>All findings, row by row first, then those of the list. Time grows with the number of rows, not its square.</summary>
    public static IReadOnlyList<Finding> Check(
        IReadOnlyList<RosterRow> rows, RosterParameters parameters, KnownElsewhere elsewhere, PersonKeySecret secret)
    {
        CheckedRow[] read = [.. rows.Select((row, index) => new CheckedRow(index, row, parameters))];
        return
        [
            .. read.SelectMany(row => OfRow.SelectMany(rule => rule(row, parameters))),
            .. ListRules.Repeated(read),
            .. ListRules.ListedElsewhere(read, elsewhere, secret),
            .. ListRules.Alike(read),
        ];
    }
}
