using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Interventions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// Somebody decides for somebody else (代理). Separation of duties holds for both of them, and nobody decides one step
/// twice: not beside a seat of his own, and not for two persons.
/// </summary>
internal sealed partial class HumanTask
{
    private static Denial? RefuseStandingIn(Burst burst, Frame frame)
    {
        if (burst.Context is not { Actor: { } actor, For: { } standing })
        {
            return null;
        }

        if (Field(frame, Excluded) is JsArray excluded && excluded.Items.Contains(standing.Principal))
        {
            return new("task.excluded", "按照职责分离要求，被代理人不能办理该任务，您也不能代为办理。");
        }

        var step = StepOf(frame);
        if (HasDecided(step, actor) || HasSeat(burst, step, frame, actor, standing))
        {
            return new("task.same-step", "您在这一环节已有自己的一份（待办或者已办），不能再代他人办理；请由本人办理。");
        }

        if (!burst.State.ActedFor.Contains((actor, standing.Principal)))
        {
            burst.State.ActedFor.Add((actor, standing.Principal));
        }

        return null;
    }

    // Who is excluded for what he did excludes the person for whom he did it as well.
    private static List<string> Excluding(Burst burst, Frame frame)
    {
        var excluded = burst.Texts(frame, "excluded");
        foreach (var (actor, principal) in burst.State.ActedFor)
        {
            if (excluded.Contains(actor) && !excluded.Contains(principal))
            {
                excluded.Add(principal);
            }
        }

        return excluded;
    }

    private static bool HasDecided(Frame step, string actor) =>
        (Field(step, Ballots) as JsArray)?.Items.Any(ballot => ((JsArray)ballot!)[2] as string == actor) == true
        || SeatsOf(step).Any(seat => Field(seat, Decision) is JsArray decision && decision[2] as string == actor);

    private static bool HasSeat(Burst burst, Frame step, Frame asked, string actor, StandingIn standing)
    {
        var open = SeatsOf(step).Where(seat => seat != asked && !seat.Gone).Select(seat => Participant.Of(Current(burst, seat)));
        return open.Concat(((Field(step, Queue) as JsArray)?.Items ?? []).Select(Participant.Read)).Any(
            one => one.Persons.Contains(actor)
                || ((one.Unit is not null || one.Role is not null) && (one.Unit is null || one.Unit == standing.Unit) && (one.Role is null || standing.Roles.Contains(one.Role))));
    }

    // A step of one is itself the seat of whoever decides it; signers have theirs below.
    private static IEnumerable<Frame> SeatsOf(Frame step) => IsTable(step) ? Below(step) : Below(step).Prepend(step);

    private static IEnumerable<Frame> Below(Frame frame) => (frame.Children ?? []).SelectMany(child => Below(child).Prepend(child));
}
