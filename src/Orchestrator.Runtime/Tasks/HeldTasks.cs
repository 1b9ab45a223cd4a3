namespace Orchestrator.Runtime.Tasks;

/// <summary>Marks open tasks that an actor has for somebody else.</summary>
internal static class HeldTasks
{
    public static TaskItem Held(this TaskItem item, TaskRow task, Actor actor) =>
        actor.StandsInFor.Count == 0 || task.Status != TaskRowStatus.Open ? item : item.HeldFor(task.Holder(actor)?.InPlaceOf, actor);

    /// <param name="holder">The id of the person who has the task.</param>
    public static TaskItem HeldFor(this TaskItem item, string? holder, Actor actor) =>
        actor.StandsInFor.FirstOrDefault(principal => principal.Person.Id == holder) is { } principal
            ? item with { InPlaceOf = holder, InPlaceOfName = principal.Person.Name }
            : item;
}
