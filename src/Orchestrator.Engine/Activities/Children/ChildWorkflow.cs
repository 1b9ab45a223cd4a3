using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// Starts an instance of another definition: DispatchWorkflow and ExecuteWorkflow. With waitForCompletion it waits for
/// its end; a child that faulted or was cancelled is an incident here. ExecuteWorkflow gives
/// <c>{workflowInstanceId, status, subStatus, output}</c> as result, DispatchWorkflow the output alone.
/// </summary>
internal sealed class ChildWorkflow(bool describes) : IWaiting
{
    public void Execute(Burst burst, Frame frame)
    {
        var definition = burst.Text(frame, "workflowDefinitionId") is { Length: > 0 } given
            ? given
            : throw new EvaluationException("The workflowDefinitionId is missing.", null);
        var id = burst.BookmarkId(frame);
        var child = ChildId(burst, frame);
        var input = burst.Map(frame, "input");
        input["ParentInstanceId"] = burst.State.InstanceId;
        var wait = burst.Flag(frame, "waitForCompletion");
        burst.Ask(new StartChild(id, child, definition, burst.Text(frame, "correlationId") ?? burst.State.CorrelationId, input, wait));
        if (wait)
        {
            burst.Wait(frame, BookmarkKind.Child, definition);
            return;
        }

        burst.Output(frame, "result", describes ? Describe(child, "Running", null) : null);
        burst.Complete(frame);
    }

    public string? Resume(Burst burst, Frame frame, Stimulus stimulus)
    {
        var ended = (ChildFinished)stimulus;
        frame.Wait = null;
        burst.History(frame, "Resumed");
        if (ended.Status != "Finished")
        {
            burst.Fault(frame, $"Child instance '{ended.ChildInstanceId}' ended as {ended.Status}.", null);
            return null;
        }

        burst.Output(frame, "result", describes ? Describe(ended.ChildInstanceId, ended.Status, ended.Output) : ended.Output);
        burst.Complete(frame);
        return null;
    }

    public void Release(Burst burst, Frame frame) => burst.Ask(new CancelChild(ChildId(burst, frame)));

    private static string ChildId(Burst burst, Frame frame) => $"{burst.State.InstanceId}-{frame.Id}";

    private static JsObject Describe(string instanceId, string status, object? output) =>
        JsObject.Of(
            ("workflowInstanceId", instanceId), ("status", status), ("subStatus", status == "Running" ? "Pending" : status), ("output", output));
}
