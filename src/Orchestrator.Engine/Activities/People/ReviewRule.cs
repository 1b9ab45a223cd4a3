using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>How several people decide one step.</summary>
internal enum ReviewMode
{
    /// <summary>会签: everybody agrees.</summary>
    All,

    /// <summary>或签: the first decision is the decision.</summary>
    Any,

    /// <summary>票签: a share of the weight.</summary>
    Vote,

    /// <summary>依次: one after the other, everybody agrees.</summary>
    Sequence,
}

/// <summary>One decision of one seat.</summary>
internal readonly record struct Ballot(string Outcome, double Weight, bool Veto);

/// <summary>
/// The rule of a step that several people decide, written as
/// <c>{"mode": "Vote", "approve": "Approve", "reject": "Reject", "pass": 0.6667, "over": false, "refuse": 0.34, "wait": false}</c>.
/// Without <c>pass</c> a vote needs more than half.
/// The step passes with the outcome <c>approve</c> or is refused with <c>reject</c>; any other outcome of a seat is an
/// abstention. A refusal by a seat with the veto (一票否决) decides in every mode.
/// </summary>
/// <param name="Pass">Share of the whole weight, 0 to 1, that a vote needs; reached, or exceeded when <paramref name="Over"/>.</param>
/// <param name="Refuse">Share of the whole weight that refuses a vote as soon as it is reached; null: when the vote cannot pass any more.</param>
/// <param name="Wait">Everybody is heard before a refusal counts (only <see cref="ReviewMode.All"/>).</param>
internal sealed record ReviewRule(ReviewMode Mode, string Approve, string Reject, double Pass, bool Over, double? Refuse, bool Wait)
{
    // Shares such as two thirds are not exact.
    private const double Near = 1e-9;

    /// <summary>Reads a rule; null is 会签 with the first outcome as approval.</summary>
    /// <exception cref="FormatException">With what is wrong.</exception>
    public static ReviewRule Read(object? value, string[] outcomes)
    {
        if (value is not (null or "" or JsObject))
        {
            throw new FormatException("A review rule is an object with 'mode'.");
        }

        var map = value as JsObject ?? new JsObject();
        var approve = Outcome(map, "approve", outcomes) ?? Approving(outcomes);
        var reject = Outcome(map, "reject", outcomes) ?? Refusing(outcomes);
        if (approve == reject)
        {
            throw new FormatException($"'{approve}' cannot both pass and refuse the step.");
        }

        var mode = map["mode"] switch
        {
            null => ReviewMode.All,
            string name when Enum.TryParse<ReviewMode>(name, ignoreCase: false, out var known) && !char.IsDigit(name[0]) => known,
            var other => throw new FormatException($"'{Conversion.Show(other)}' is not a mode; modes are {string.Join(", ", Enum.GetNames<ReviewMode>())}."),
        };
        // More than half, unless the rule says how much.
        return new(mode, approve, reject, Share(map, "pass") ?? 0.5, map["over"] is bool over ? over : !map.Has("pass"), Share(map, "refuse"), map["wait"] is true);
    }

    /// <summary>The outcome of a task that agrees, where nothing says otherwise: the first.</summary>
    public static string Approving(string[] outcomes) => outcomes[0];

    /// <summary>The outcome of a task that refuses it, where nothing says otherwise: Reject, else the last of several.</summary>
    public static string Refusing(string[] outcomes) => Array.IndexOf(outcomes, "Reject") >= 0 || outcomes.Length < 2 ? "Reject" : outcomes[^1];

    /// <summary>What the decisions so far come to.</summary>
    /// <param name="open">Weight of the seats that have not decided.</param>
    /// <returns>The outcome of the step, or null while it is open.</returns>
    public string? Decide(IReadOnlyList<Ballot> cast, double open)
    {
        double agreed = 0, refused = 0, total = open;
        foreach (var ballot in cast)
        {
            total += ballot.Weight;
            agreed += ballot.Outcome == Approve ? ballot.Weight : 0;
            refused += ballot.Outcome == Reject ? ballot.Weight : 0;
            if (ballot.Veto && ballot.Outcome == Reject)
            {
                return Reject;
            }
        }

        var heard = open <= Near;
        switch (Mode)
        {
            case ReviewMode.Any:
                return agreed > 0 ? Approve : refused > 0 || heard ? Reject : null;
            case ReviewMode.Vote:
                if (Reached(agreed, total))
                {
                    return Approve;
                }

                return heard || (Refuse is { } share ? refused >= (share * total) - Near : !Reached(agreed + open, total)) ? Reject : null;
            default:
                return refused > 0 && (heard || !Wait) ? Reject : !heard ? null : agreed > 0 ? Approve : Reject;
        }
    }

    private bool Reached(double agreed, double total) => Over ? agreed > (Pass * total) + Near : agreed >= (Pass * total) - Near;

    private static string? Outcome(JsObject map, string name, string[] outcomes) => map[name] switch
    {
        null => null,
        string outcome when Array.IndexOf(outcomes, outcome) >= 0 => outcome,
        var other => throw new FormatException($"'{Conversion.Show(other)}' is not an outcome of the task; outcomes are {string.Join(", ", outcomes)}."),
    };

    private static double? Share(JsObject map, string name) => map[name] switch
    {
        null => null,
        double share and >= 0 and <= 1 => share,
        var other => throw new FormatException($"'{name}' is a share from 0 to 1, not {Conversion.Show(other)}."),
    };
}
