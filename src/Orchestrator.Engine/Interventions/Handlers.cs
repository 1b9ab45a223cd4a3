using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Interventions;

/// <summary>A step that people decide.</summary>
/// <param name="Together">Several decide it together.</param>
/// <param name="Handlers">Whom an operator has put in the place of those whom the definition names; empty when nobody has.</param>
/// <param name="Open">It is being decided now: a change counts from the next time.</param>
public sealed record PeopleStep(string ActivityId, string Name, bool Together, IReadOnlyList<Assignment> Handlers, bool Open);

/// <summary>Changes whom steps ask that have not begun. It touches nothing that is open, and everything that a step asks when it
/// begins still holds: who is excluded, the initiator, who has agreed.</summary>
internal static class Handlers
{
    public static Denial? Change(Burst burst, ChangeHandlers change)
    {
        if (Find(burst, change.ActivityId) is not { } node)
        {
            return new("handlers.unknown-activity", $"流程定义第 {burst.Workflow.Version} 版没有活动“{change.ActivityId}”。");
        }

        if (node.Activity is not HumanTask)
        {
            return new("handlers.no-step", $"活动“{change.ActivityId}”不由人办理。");
        }

        var to = IsTogether(node) ? change.To : OneOf(change.To);
        if (to is null)
        {
            return new("handlers.one", "该环节由一方办理：请选择一个单位的岗位，或者只选择人员（其中一人办理即可）。");
        }

        if (to.Count == 0 && !burst.State.Handlers.Remove(change.ActivityId))
        {
            return new("handlers.unchanged", "该环节的办理人没有变更过。");
        }

        var people = new JsArray(to.Select(one => (object?)Participant.Of(one).Save()));
        if (to.Count > 0)
        {
            burst.State.Handlers[change.ActivityId] = people;
        }

        burst.Ask(new WriteHistory(
            change.ActivityId, node.Type, node.Name ?? node.DisplayText, "HandlersChanged", null, burst.Context.Actor, JsObject.Of(("reason", change.Reason), ("to", people))));
        return null;
    }

    /// <summary>The steps of the definition, and those of definitions in it that are running.</summary>
    public static List<PeopleStep> All(Burst burst)
    {
        var steps = burst.Workflow.Nodes.Where(pair => pair.Value.Activity is HumanTask).Select(pair => (pair.Key, Node: pair.Value))
            .Concat(JumpTargets.All(burst).Where(place => place.Node.Activity is HumanTask).Select(place => (place.Key, place.Node)))
            .DistinctBy(step => step.Key);
        var open = LiveFrames.Under(burst.State.Root).Where(frame => frame.IsResolved && frame.Node.Activity is HumanTask).Select(frame => frame.Key).ToHashSet();
        return [.. steps.Select(step => new PeopleStep(
            step.Key, step.Node.DisplayText ?? step.Node.Name ?? step.Key, IsTogether(step.Node), [.. Of(burst, step.Key).Select(one => one.Offered([]))], open.Contains(step.Key)))];
    }

    /// <summary>Who was put in the place of those whom the definition names; empty when nobody was.</summary>
    public static List<Participant> Of(Burst burst, string activity) =>
        burst.State.Handlers.TryGetValue(activity, out var people) ? Participant.ReadAll(people) : [];

    private static Node? Find(Burst burst, string activity) =>
        burst.Workflow.Nodes.GetValueOrDefault(activity) ?? JumpTargets.All(burst).Where(place => place.Key == activity).Select(place => place.Node).FirstOrDefault();

    private static bool IsTogether(Node node) => node.Inputs.ContainsKey("participants");

    // Several persons are one party: whoever of them is first decides.
    private static IReadOnlyList<Assignment>? OneOf(IReadOnlyList<Assignment> to) =>
        to.Count <= 1 ? to : to.All(one => one.Persons.Count > 0) ? [new([.. to.SelectMany(one => one.Persons).Distinct()], null, null, [])] : null;
}
