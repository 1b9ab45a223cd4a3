using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Interventions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>What there is to see of a step that people decide.</summary>
internal sealed partial class HumanTask
{
    public static TaskDesk DeskOf(Burst burst, Frame seat)
    {
        var step = StepOf(seat);
        var allowed = burst.Texts(seat, "allow");
        var operations = Operations.Where(operation => operation is not ("takeBack" or "withdraw") && allowed.Contains(operation)).ToList();
        var places = allowed.Contains("return") || allowed.Contains("returnStraight") ? Returning.Places(seat) : [];
        if (places.Count == 0)
        {
            operations.RemoveAll(operation => operation is "return" or "returnStraight");
        }

        if (Field(seat, Offer) is not null)
        {
            operations.AddRange(Field(seat, Owners) is null ? ["unclaim"] : []);
        }
        else if (Current(burst, seat) is not { Unit: null, Role: null, Persons.Count: 1 })
        {
            operations.Add("claim");
        }

        var rule = Field(step, Rule) is { } written ? ReviewRule.Read(written, step.Node.Outcomes) : null;
        var seats = new List<Seat>();
        if (rule is null)
        {
            Collect(burst, step, 0, seats);
        }
        else
        {
            foreach (var ballot in ((Field(step, Ballots) as JsArray)?.Items ?? []).Cast<JsArray>())
            {
                seats.Add(new(
                    null, (string)ballot[0]!, [], null, null, (double)ballot[3]!, ballot[4] is true, SeatState.Decided, (string)ballot[1]!, ballot[2] as string, null, null, 0, null));
            }

            step.Children?.ForEach(child => Collect(burst, child, 0, seats));
            Later(Field(step, Queue), null, null, 0, seats);
        }

        return new(
            operations, [.. places.Select(place => new ReturnTarget(place.Key, place.Node.DisplayText ?? place.Node.Name ?? place.Key, StepCode(burst, place)))],
            rule?.Mode.ToString(), rule?.Pass ?? 0, rule?.Over ?? false, seats);
    }

    private static string StepCode(Burst burst, ReturnPlace place) => place.Node.Inputs.GetValueOrDefault("step") is Constant { Value: string { Length: > 0 } code } ? code : place.Key;

    private static void Collect(Burst burst, Frame frame, int level, List<Seat> seats)
    {
        var assigned = Field(frame, Assigned) is { } given ? Participant.Read(given) : null;
        var to = Current(burst, frame);
        var decision = Field(frame, Decision) as JsArray;
        var kind = Field(frame, Kind) as JsArray;
        var owner = Field(frame, Owners) is JsArray { Count: > 0 } owners ? Participant.Read(owners[owners.Count - 1]).Name : null;
        AddedSign? added = kind is null ? null : Enum.Parse<AddedSign>((string)kind[0]!);
        seats.Add(new(
            frame.Wait is null ? null : burst.BookmarkId(frame), assigned?.Name ?? Participant.NameOf(to), to.Persons, to.Unit, to.Role, assigned?.Weight ?? 1, assigned?.Veto ?? false,
            decision is not null ? SeatState.Decided : frame.Wait is null ? SeatState.Waiting : SeatState.Open, decision?[0] as string, decision?[2] as string,
            added, kind?[1] as string, level, owner));
        frame.Children?.ForEach(child => Collect(burst, child, level + 1, seats));
        Later(Field(frame, Pending), AddedSign.After, null, level + 1, seats);
    }

    private static void Later(object? waiting, AddedSign? added, string? by, int level, List<Seat> seats)
    {
        foreach (var one in ((waiting as JsArray)?.Items ?? []).Select(Participant.Read))
        {
            seats.Add(new(null, one.Name, one.Persons, one.Unit, one.Role, one.Weight, one.Veto, SeatState.Later, null, null, added, by, level, null));
        }
    }
}
