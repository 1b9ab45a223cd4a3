using Orchestrator.Contracts.People;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Submission.Rosters;

/// <summary>A row with its cells read once for all rules, and its place in the list counted from zero.</summary>
public sealed class CheckedRow
{
    public CheckedRow(int index, RosterRow row, RosterParameters parameters)
    {
        Index = index;
        Row = row;
        NumberText = row.IdentityNumber?.Trim() ?? "";
        if (parameters.AcceptLowercaseX && NumberText.EndsWith('x'))
        {
            NumberText = $"{NumberText[..^1]}X";
        }

        Faults = Contracts.People.IdentityNumber.TryParse(NumberText, out var number);
        Number = number;
        Birth = RosterDate.Parse(row.Birth);
        StartedWorkOn = RosterDate.Parse(row.StartedWorkOn);
        PostSince = RosterDate.Parse(row.PostSince);
    }

    public int Index { get; }

    public RosterRow Row { get; }

    /// <summary>The number's cell without spaces around it; empty when there is none.</summary>
    public string NumberText { get; }

    public IdentityFaults Faults { get; }

    /// <summary>Null when the cell holds no valid number.</summary>
    public IdentityNumber? Number { get; }

    public RosterDate? Birth { get; }

    public RosterDate? StartedWorkOn { get; }

    public RosterDate? PostSince { get; }

    /// <summary>18 characters of the right kind: enough to tell rows apart, even where the check character is wrong.</summary>
    public bool HasNumberShape => NumberText.Length > 0 && (Faults & (IdentityFaults.Length | IdentityFaults.Characters)) == IdentityFaults.None;

    public Finding Block(string rule, string column, string message) => Finding.Block(rule, Path(column), Placed(message));

    public Finding Warn(string rule, string column, string message) => Finding.Warn(rule, Path(column), Placed(message));

    private string Path(string column) => $"rows[{Index}].{column}";

    private string Placed(string message) => $"第{Index + 1}行：{message}";
}
