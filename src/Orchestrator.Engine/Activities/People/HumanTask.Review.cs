using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// A step that several decide together: the frame of the activity is the table, each participant has a seat, which is a
/// frame of the same activity inside it. The rule decides; whoever has not decided then need not any more.
/// </summary>
internal sealed partial class HumanTask
{
    private const string Rule = "m";
    private const string Cast = "s";
    private const string Queue = "q";

    /// <summary>Whether the frame is one of the seats of a step, not the step.</summary>
    public static bool IsSeat(Frame frame) => frame.Parent is { IsResolved: true } parent && frame.IsResolved && parent.Node == frame.Node && frame.Node.Activity is HumanTask;

    /// <summary>The frame of the step that a seat belongs to.</summary>
    public static Frame StepOf(Frame frame)
    {
        while (IsSeat(frame))
        {
            frame = frame.Parent!;
        }

        return frame;
    }

    private static bool IsTable(Frame frame) => Field(frame, Rule) is not null;

    private static void Convene(Burst burst, Frame table)
    {
        if (IsTable(table))
        {
            // Run again after an incident: the seats are there.
            Count(burst, table, null);
            return;
        }

        var rule = burst.Json(table, "review");
        var read = ReviewRule.Read(rule, table.Node.Outcomes);
        var excluded = burst.Texts(table, "excluded");
        var participants = Participant.ReadAll(burst.Json(table, "participants")).FindAll(one => one.Persons.Count == 0 || one.Persons.Except(excluded).Any());
        if (participants.Count == 0)
        {
            if (burst.Text(table, "ifNobody") is not { Length: > 0 } outcome)
            {
                throw new EvaluationException("Nobody is left to decide the step.", "participants is empty, and ifNobody names no outcome");
            }

            Conclude(burst, table, OneOf(table, "ifNobody", outcome), null);
            return;
        }

        NextPass(burst, table);
        Keep(table, Rule, rule ?? new JsObject());
        if (read.Mode == ReviewMode.Sequence)
        {
            Keep(table, Queue, participants.Count == 1 ? null : new JsArray(participants.Skip(1).Select(one => (object?)one.Save())));
            Seat(burst, table, participants[0]);
        }
        else
        {
            participants.ForEach(one => Seat(burst, table, one));
        }
    }

    private static void Seat(Burst burst, Frame table, Participant participant) =>
        Keep(burst.Schedule(table, table.Node), Assigned, participant.Save());

    // A seat has decided, or was taken off (null).
    private static void Count(Burst burst, Frame table, Frame? seat)
    {
        var rule = ReviewRule.Read(Field(table, Rule), table.Node.Outcomes);
        var cast = Field(table, Cast) as JsArray;
        if (seat is not null)
        {
            var decision = (JsArray)Field(seat, Decision)!;
            var one = Participant.Read(Field(seat, Assigned));
            Keep(table, Cast, cast ??= new JsArray());
            cast.Items.Add(JsArray.Of(one.Name, decision[0], decision[2], one.Weight, one.Veto, decision[1]));
        }

        var waiting = Field(table, Queue) as JsArray;
        var open = (table.Children ?? []).Where(child => !child.Gone).Select(child => Field(child, Assigned)).Concat(waiting?.Items ?? []).Sum(one => Participant.Read(one).Weight);
        var ballots = (cast?.Items ?? []).Select(item => (JsArray)item!).Select(ballot => new Ballot((string)ballot[1]!, (double)ballot[3]!, ballot[4] is true)).ToList();
        if (rule.Decide(ballots, open) is { } outcome)
        {
            Conclude(burst, table, outcome, cast);
        }
        else if (table.Children is not { Count: > 0 } && waiting is { Count: > 0 })
        {
            var next = Participant.Read(waiting[0]);
            Keep(table, Queue, waiting.Count == 1 ? null : new JsArray(waiting.Items.Skip(1)));
            Seat(burst, table, next);
        }
    }

    private static void Conclude(Burst burst, Frame table, string outcome, JsArray? cast)
    {
        var results = new JsArray((cast?.Items ?? []).Select(item => (JsArray)item!).Select(ballot => (object?)JsObject.Of(
            ("name", ballot[0]), ("outcome", ballot[1]), ("actor", ballot[2]), ("result", ballot[5]))));
        Finish(burst, table, outcome, results, cast is { Count: > 0 } ? ((JsArray)cast[cast.Count - 1]!)[2] as string : null);
    }
}
