using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Interventions;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Operations;

/// <summary>A variable without its value: what people wrote is only shown on request, and that is written down.</summary>
/// <param name="Kind">What the value is now: <c>null</c>, <c>boolean</c>, <c>number</c>, <c>text</c>, <c>list</c>, <c>object</c>.</param>
public sealed record VariableView(int Scope, string? ActivityId, string Name, string TypeName, bool IsArray, string Kind);

/// <summary>An open task as the operator sees it: who has it, not what is in it.</summary>
public sealed record OpenTaskView(
    string Id, string Step, string Title, string? Unit, string? Role, IReadOnlyList<string> Persons, DateTimeOffset OpenedAt, DateTimeOffset? DueAt, bool Overdue, DateTimeOffset? HeldSince);

/// <summary>A step that people decide.</summary>
/// <param name="Together">Several decide it together.</param>
/// <param name="Handlers">Whom an operator has put in the place of those whom the definition names; empty when nobody has.</param>
/// <param name="Open">It is being decided now: a change counts from the next time.</param>
public sealed record PeopleStepView(string ActivityId, string Name, bool Together, IReadOnlyList<HandlerView> Handlers, bool Open);

public sealed record HandlerView(string? Unit, string? Role, IReadOnlyList<string> Persons);

public sealed record InsideDocument(
    InstanceView Instance, IReadOnlyList<VariableView> Variables, IReadOnlyList<JumpTarget> Targets, IReadOnlyList<PeopleStepView> Steps, IReadOnlyList<Bookmark> Waiting, IReadOnlyList<OpenTaskView> Tasks,
    IReadOnlyList<IncidentView> Incidents, IReadOnlyList<InstanceView> Children);

public sealed record VariableValueDocument(int Scope, string Name, JsonElement Value, long Revision);

/// <summary>A task that would open.</summary>
public sealed record PlannedTask(string Step, string Title, string? Unit, string? Role, IReadOnlyList<string> Persons, DateTimeOffset? DueAt);

/// <summary>What a deed would do: who loses a task, who gets one, what else ends and begins.</summary>
/// <param name="Revision">Of the instance; the deed is refused when it has moved on.</param>
/// <param name="CancelledTasks">Open tasks that people lose.</param>
/// <param name="DeferredTasks">Open tasks that close and come again.</param>
/// <param name="Cancelled">Every wait that ends: timers, events, children, barriers; tasks among them.</param>
/// <param name="Failures">Incidents that the deed would raise at once.</param>
public sealed record StepPreviewDocument(
    long Revision, IReadOnlyList<OpenTaskView> CancelledTasks, IReadOnlyList<OpenTaskView> DeferredTasks, IReadOnlyList<Bookmark> Cancelled,
    IReadOnlyList<string> CancelledChildren, IReadOnlyList<OpenIncident> Resolved, IReadOnlyList<PlannedTask> Tasks, IReadOnlyList<Bookmark> Opened, IReadOnlyList<string> Commands, IReadOnlyList<string> Messages,
    IReadOnlyList<OpenIncident> Failures, [EnumDataType(typeof(InstanceStatus))] string Status);

public sealed record BatchView(
    string Id, [EnumDataType(typeof(BatchKind))] string Kind, string Reason, BatchSelection Selection, MigrationOrder? Migration, int Total, int Waiting, int Done, int Refused, int Failed, int Stopped,
    DateTimeOffset CreatedAt, string CreatedByName, DateTimeOffset? StoppedAt, DateTimeOffset? FinishedAt, HandOverOrder? HandOver);

public sealed record BatchItemView(
    int Seq, string InstanceId, [EnumDataType(typeof(BatchItemStatus))] string Status, string? Code, string? Message, DateTimeOffset? At, string? TaskId, string? TaskTitle);

public sealed record MigrationAnswerView(InstanceView Instance, bool Possible, IReadOnlyList<MigrationFinding> Findings);

/// <param name="DueAt">The next time; null when none will come.</param>
public sealed record ScheduleView(string DefinitionId, string ActivityId, string VersionId, string Type, string Expression, DateTimeOffset? DueAt);

internal static class LifeViews
{
    public static InsideDocument View(InstanceInside inside) => new(
        OperationViews.View(inside.Row), [.. inside.Variables.Select(View)], inside.Targets,
        [.. inside.Steps.Select(step => new PeopleStepView(step.ActivityId, step.Name, step.Together, [.. step.Handlers.Select(one => new HandlerView(one.Unit, one.Role, one.Persons))], step.Open))], inside.Waiting, [.. inside.Tasks.Select(View)],
        [.. inside.Incidents.Select(OperationViews.View)], [.. inside.Children.Select(OperationViews.View)]);

    public static StepPreviewDocument View(StepPreview preview)
    {
        var deferred = preview.Plan.Deferred.Select(wait => wait.Id).ToHashSet();
        var tasks = preview.Tasks.ToLookup(task => deferred.Contains(task.Id), View);
        return new(
            preview.Revision, [.. tasks[false]], [.. tasks[true]], preview.Plan.Cancelled, preview.Plan.CancelledChildren, preview.Plan.Resolved,
            [.. preview.Plan.Tasks.Select(task => new PlannedTask(task.Step, task.Title, task.Assignment.Unit, task.Assignment.Role, task.Assignment.Persons, task.DueAt))],
            preview.Plan.Opened, preview.Plan.Commands, preview.Plan.Messages, preview.Plan.Failures, preview.Plan.Status.ToString());
    }

    public static BatchView View(BatchProgress p) => new(
        p.Batch.Id, p.Batch.Kind.ToString(), p.Batch.Reason, p.Batch.Selection, p.Batch.Migration, p.Batch.Total, p.Waiting, p.Done, p.Refused, p.Failed, p.Stopped,
        p.Batch.CreatedAt, p.Batch.CreatedByName, p.Batch.StoppedAt, p.Batch.FinishedAt, p.Batch.HandOver);

    public static BatchItemView View(BatchItemRow r) => new(r.Seq, r.InstanceId, r.Status.ToString(), r.Code, r.Message, r.At, r.TaskId, r.TaskTitle);

    public static MigrationAnswerView View(MigrationAnswer answer) => new(OperationViews.View(answer.Row), answer.Possible, answer.Findings);

    private static OpenTaskView View(TaskRow t) => new(t.Id, t.Step, t.Title, t.Unit, t.Role, t.Persons, t.OpenedAt, t.DueAt, t.Overdue, t.HeldSince);

    private static VariableView View(ScopedVariable v) => new(v.Scope, v.ActivityId, v.Name, v.TypeName, v.IsArray, v.Value switch
    {
        null => "null",
        bool => "boolean",
        double => "number",
        string => "text",
        Engine.Values.JsArray => "list",
        _ => "object",
    });
}
