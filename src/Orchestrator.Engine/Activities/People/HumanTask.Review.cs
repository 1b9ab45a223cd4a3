using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Interventions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// A step that several decide together: the frame of the activity is the table, each participant has a seat, which is a
/// frame of the same activity inside it. The rule decides; whoever has not decided then need not any more.
/// </summary>
internal sealed partial class HumanTask
{
    private const string Rule = "m";
    private const string Ballots = "s";
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
        var participants = Cast(burst, table);
        if (participants.Count == 0)
        {
            switch (burst.Text(table, "ifNobody"))
            {
                case null or "":
                    throw NobodyLeft(null);
                case Fallback:
                    var other = Substitute(burst, table, "ifNobody");
                    participants.Add(Participant.Of(other));
                    break;
                case var outcome:
                    Conclude(burst, table, OneOf(table, "ifNobody", outcome), null);
                    return;
            }
        }

        NextPass(burst, table);
        Keep(table, Rule, rule ?? new JsObject());
        Agreed(burst, table, participants, read.Approve);
        if (participants.Count == 0)
        {
            Count(burst, table, null);
        }
        else if (read.Mode == ReviewMode.Sequence)
        {
            Keep(table, Queue, participants.Count == 1 ? null : new JsArray(participants.Skip(1).Select(one => (object?)one.Save())));
            Seat(burst, table, participants[0]);
        }
        else
        {
            participants.ForEach(one => Seat(burst, table, one));
        }
    }

    /// <summary>Calls a ballot back while the review is open: the seat is its owner's again.</summary>
    /// <returns>Whether there is such a ballot.</returns>
    public static bool CallBackBallot(Burst burst, int task, string reason, out Denial? denial)
    {
        denial = null;
        foreach (var table in LiveFrames.Under(burst.State.Root))
        {
            if (table.IsResolved && table.Node.Activity is HumanTask && Field(table, Ballots) is JsArray cast && cast.Items.FindIndex(item => item is JsArray { Count: > 7 } ballot && ballot[6] is double id && (int)id == task) is var at and >= 0)
            {
                denial = CallBack(burst, table, cast, at, reason);
                return true;
            }
        }

        return false;
    }

    private static Denial? CallBack(Burst burst, Frame table, JsArray cast, int at, string reason)
    {
        var ballot = (JsArray)cast[at]!;
        if (burst.Context.Actor is { } caller && caller != ballot[2] as string)
        {
            return new("callback.not-yours", "只有本人可以收回自己的决定。");
        }

        if (ReviewRule.Read(Field(table, Rule), table.Node.Outcomes).Mode == ReviewMode.Sequence)
        {
            if (at < cast.Count - 1 || (table.Children ?? []).Exists(next => Returning.IsActedOn(burst, next)))
            {
                return new("callback.too-late", "后面的办理人已经办理，不能拿回。可以请对方退回。");
            }

            // Whoever was asked next is asked after him.
            var queue = new JsArray([.. (table.Children ?? []).Select(Asked), .. (Field(table, Queue) as JsArray)?.Items ?? []]);
            table.Children?.ToList().ForEach(burst.Cancel);
            Keep(table, Queue, queue.Count == 0 ? null : queue);
        }

        cast.Items.RemoveAt(at);
        Keep(table, Ballots, cast.Count == 0 ? null : cast);
        burst.State.Agreed = null;
        Happened(burst, table, "TakenBack", null, JsObject.Of(("task", burst.State.TaskId((int)(double)ballot[6]!)), ("reason", reason)));
        Keep(burst.Schedule(table, table.Node), Assigned, ballot[7]);
        return null;
    }

    // Whom the seat asked at first, before it was taken or somebody else was asked.
    private static JsObject Asked(Frame seat)
    {
        var now = Participant.Read(Field(seat, Assigned));
        var first = Participant.Read(Field(seat, Offer) ?? (Field(seat, Owners) is JsArray { Count: > 0 } owners ? owners[0] : Field(seat, Assigned)));
        return (now with { Persons = first.Persons, Unit = first.Unit, Role = first.Role }).Save();
    }

    // Who has agreed in this round already need not say so again.
    private static void Agreed(Burst burst, Frame table, List<Participant> participants, string approve)
    {
        var excluded = Excluding(burst, table);
        foreach (var one in participants.FindAll(one => Sole(one.Offered(excluded)) is { } person && HasAgreed(burst, table, one.Offered(excluded), person)))
        {
            participants.Remove(one);
            Skipped(burst, table, "agreed", one.Persons[0]);
            var cast = Field(table, Ballots) as JsArray ?? new JsArray();
            cast.Items.Add(JsArray.Of(one.Name, approve, one.Persons[0], one.Weight, one.Veto, null));
            Keep(table, Ballots, cast);
        }
    }

    private static void Seat(Burst burst, Frame table, Participant participant) =>
        Keep(burst.Schedule(table, table.Node), Assigned, participant.Save());

    // A seat has decided, or was taken off (null).
    private static void Count(Burst burst, Frame table, Frame? seat)
    {
        var rule = ReviewRule.Read(Field(table, Rule), table.Node.Outcomes);
        var cast = Field(table, Ballots) as JsArray;
        if (seat is not null)
        {
            var decision = (JsArray)Field(seat, Decision)!;
            var one = Participant.Read(Field(seat, Assigned));
            Keep(table, Ballots, cast ??= new JsArray());
            var ballot = JsArray.Of(one.Name, decision[0], decision[2], one.Weight, one.Veto, decision[1]);
            if (decision.Count > 3 && decision[3] is true && burst.Texts(table, "allow").Contains("takeBack") && !CallingBack.IsForOthers(burst, decision[2] as string))
            {
                ballot.Items.Add((double)seat.Id);
                ballot.Items.Add(Field(seat, Assigned));
            }

            cast.Items.Add(ballot);
            Agrees(burst, (string)decision[0]!, table, decision[2] as string);
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
