using Orchestrator.Runtime;

namespace Orchestrator.Spreadsheets.Intake;

/// <param name="Label">What was counted.</param>
/// <param name="Value">As people write it, with its unit.</param>
public sealed record IntakeTotal(string Label, string Value);

/// <summary>A book that is filled from a workbook: all of it or nothing.</summary>
/// <typeparam name="TContent">What the sheets say, once they could be read.</typeparam>
public interface IWorkbookIntake<TContent>
{
    /// <summary>Of the template, and in the audit log's object.</summary>
    string Title { get; }

    IReadOnlyList<TableForm> Forms { get; }

    /// <summary>Reads every row; what is wrong by itself is added to the problems.</summary>
    TContent Read(IReadOnlyList<CellSheet> workbook, List<TableProblem> problems);

    /// <summary>Holds it against what the book has; what does not fit is added to the problems.</summary>
    Task Judge(TContent content, List<TableProblem> problems, CancellationToken ct);

    /// <summary>Sums to compare with the paper.</summary>
    IReadOnlyList<IntakeTotal> Totals(TContent content);

    /// <summary>Writes it. Refuses, with an effect on nothing, what has come to fit no longer since it was judged.</summary>
    Task<Outcome<Done>> Enter(TContent content, UnitOfWork work);
}
