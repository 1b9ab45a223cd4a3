using Orchestrator.Contracts.People;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.HumanResources.Rules;

/// <summary>The facts of one roster row that the personnel rules need: a key, neither name nor number. Dates are local.</summary>
public sealed record RowFacts
{
    /// <summary>Place in the list, from zero.</summary>
    public required int Index { get; init; }

    public required PersonKey Person { get; init; }

    public required Gender Gender { get; init; }

    public required DateOnly BirthDate { get; init; }

    public required DateOnly StartedWorkOn { get; init; }

    /// <summary>Null where the roster does not say.</summary>
    public DateOnly? JoinedPartyOn { get; init; }

    public required KnownUnit From { get; init; }

    public required KnownUnit To { get; init; }

    /// <summary>As the roster states it, before the transfer.</summary>
    public required Standing Standing { get; init; }

    /// <summary>After the transfer; null where nothing is proposed and the position stays.</summary>
    public Position? PositionAfter { get; init; }

    /// <summary>高级职称, which lets a woman stay longer (P-15).</summary>
    public bool HasSeniorTitle { get; init; }

    /// <summary>Whether the post is a worker's, for the age of women; null: by identity.</summary>
    public bool? IsWorker { get; init; }

    public IReadOnlyList<SpecialCircumstance> Special { get; init; } = [];

    public IReadOnlyList<Kinship> Kin { get; init; } = [];

    public RowApprovals Approvals { get; init; } = new();

    /// <summary>Only of hired people; null where no contract plan was handed in.</summary>
    public ContractPlan? Contract { get; init; }

    public Finding Block(string rule, string column, string message) => Finding.Block(rule, Path(column), Placed(message));

    public Finding Warn(string rule, string column, string message) => Finding.Warn(rule, Path(column), Placed(message));

    private string Path(string column) => $"rows[{Index}].{column}";

    private string Placed(string message) => $"第{Index + 1}行：{message}";
}

/// <summary>A declared relative and what they are to each other, for example 夫妻 (P-19).</summary>
public sealed record Kinship(PersonKey Relative, string Relation);

/// <summary>What authorities said about a row. A number is that of the approving document; null or blank is none.</summary>
/// <param name="HistoricalIdentity">组织部's approval of an identity that fits its quota by history only (P-12).</param>
/// <param name="Funding">财政局's approval of another funding form (P-14).</param>
/// <param name="DisciplineCleared">组织部's confirmation that a case or sanction does not stand against the move (P-18).</param>
/// <param name="Noted">A reviewer wrote a note on the special circumstances (P-17).</param>
public sealed record RowApprovals(
    string? HistoricalIdentity = null, string? Funding = null, string? DisciplineCleared = null, bool Noted = false);

/// <summary>How the contract of somebody hired goes on (P-22).</summary>
/// <param name="IsChanged">Terms change, beyond the employer that succeeds by law.</param>
/// <param name="HasConsent">The person agreed in writing.</param>
public sealed record ContractPlan(bool IsChanged, bool HasConsent);
