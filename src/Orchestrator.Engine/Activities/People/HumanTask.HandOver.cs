using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Interventions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// Somebody leaves, and what is his by name becomes somebody else's (移交). No permission of the step is needed, but duties
/// stay apart: neither who is excluded nor who decides the same step already receives it.
/// </summary>
internal sealed partial class HumanTask
{
    /// <param name="seat">Of an open task, or of one that is set aside and comes again.</param>
    public static Denial? Take(Burst burst, Frame seat, HandOver hand)
    {
        var now = Current(burst, seat);
        if (!now.Persons.Contains(hand.From))
        {
            return new("handover.not-theirs", "该任务已不由移交人本人办理，无需移交。");
        }

        if (now.Excluded.Contains(hand.To) || Strings(Field(seat, Excluded)).Contains(hand.To))
        {
            return new("task.excluded", "按照职责分离要求，接收人不能办理该任务，请为它另选接收人。");
        }

        var step = StepOf(seat);
        if (HasDecided(step, hand.To) || HasSeat(burst, step, seat, hand.To, new(hand.From, hand.ToUnit, hand.ToRoles)))
        {
            return new("task.same-step", "接收人在这一环节已有自己的一份（待办或者已办），不能再办理一份，请为它另选接收人。");
        }

        // What was claimed can be given back, what was asked for comes back: to the receiver as well.
        Keep(seat, Offer, Field(seat, Offer) is { } offer ? Given(offer, hand) : null);
        Keep(seat, Owners, Field(seat, Owners) is JsArray owners ? new JsArray(owners.Items.Select(owner => (object?)Given(owner, hand))) : null);
        Happened(burst, seat, "HandedOver", null, JsObject.Of(("from", hand.From), ("to", hand.To), ("reason", hand.Reason)));
        var to = now with { Persons = Given(now.Persons, hand) };
        if (seat.Wait is not null)
        {
            Reassign(burst, seat, to);
        }
        else
        {
            Keep(seat, Assigned, Given(Field(seat, Assigned) ?? Saved(to), hand));
        }

        return null;
    }

    private static JsObject Given(object? participant, HandOver hand)
    {
        var known = Participant.Read(participant);
        return (known with { Persons = Given(known.Persons, hand) }).Save();
    }

    private static string[] Given(IReadOnlyList<string> persons, HandOver hand) => [.. persons.Select(person => person == hand.From ? hand.To : person).Distinct()];
}
