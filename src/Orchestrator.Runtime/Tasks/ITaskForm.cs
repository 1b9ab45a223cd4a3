using Orchestrator.Engine.Values;

namespace Orchestrator.Runtime;

/// <param name="RootId">The case id.</param>
/// <param name="Data">What the person sent, or what the form before it in the chain returned.</param>
public sealed record TaskSubmission(
    TaskRow Task, string InstanceId, string RootId, string Outcome, JsObject Data, Actor Actor, int Round)
{
    /// <summary>The unit that the deed is done for; the actor's own when the task is a person's as such.</summary>
    public string? Unit => Task.ForUnit ?? Actor.UnitId;
}

/// <summary>
/// A service's part in deciding a task. Several may register for one form; they run in registration order inside the
/// command's transaction, the first refusal ends the chain and stores nothing.
/// </summary>
public interface ITaskForm
{
    /// <summary>The form key, for example <c>reviews/intake</c>.</summary>
    string Form { get; }

    /// <summary>Validates and writes the service's rows.</summary>
    /// <returns>What the flow sees as the task's result; null passes the data on as it is.</returns>
    Task<Outcome<JsObject?>> Apply(TaskSubmission submission, UnitOfWork work);
}

/// <summary>The schemas of the forms; the host provides one. Checked before the <see cref="ITaskForm"/> chain.</summary>
public interface IFormSchemas
{
    /// <summary>Everything wrong with the data for this task and outcome; paths begin with <c>data</c>. Empty for a form without
    /// a schema.</summary>
    IReadOnlyList<FieldProblem> Check(TaskRow task, string outcome, JsObject data);
}
