using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// Starts an instance of another definition: DispatchWorkflow and ExecuteWorkflow. With waitForCompletion it waits for
/// its end; a child that faulted or was cancelled is an incident here. DispatchWorkflow gives the child's output as result.
/// ExecuteWorkflow gives <c>{workflowInstanceId, status, subStatus, output}</c>: without waitForCompletion those of the
/// child when it first waits or has ended.
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
        burst.Ask(new StartChild(
            id, child, definition, burst.Text(frame, "correlationId") ?? burst.State.CorrelationId, input, wait, describes && !wait));
        if (wait || describes)
        {
            burst.Wait(frame, BookmarkKind.Child, definition);
            return;
        }

        burst.Output(frame, "result", null);
        burst.Complete(frame);
    }

    public string? Resume(Burst burst, Frame frame, Stimulus stimulus)
    {
        frame.Wait = null;
        burst.History(frame, "Resumed");
        switch (stimulus)
        {
            case ChildReported reported:
                burst.Output(frame, "result", Describe(reported.ChildInstanceId, reported.Status, reported.Output));
                burst.Complete(frame);
                break;
            case ChildFinished { Status: "Finished" } ended:
                burst.Output(frame, "result", describes ? Describe(ended.ChildInstanceId, ended.Status, ended.Output) : ended.Output);
                burst.Complete(frame);
                break;
            case ChildFinished ended:
                burst.Fault(frame, $"Child instance '{ended.ChildInstanceId}' ended as {ended.Status}.", null);
                break;
        }

        return null;
    }

    public void Release(Burst burst, Frame frame) => burst.Ask(new CancelChild(ChildId(burst, frame)));

    private static string ChildId(Burst burst, Frame frame) => $"{burst.State.InstanceId}-{frame.Id}";

    private static JsObject Describe(string instanceId, string status, object? output) =>
        JsObject.Of(
            ("workflowInstanceId", instanceId), ("status", status == "Suspended" ? "Running" : "Finished"), ("subStatus", status), ("output", output));
}
