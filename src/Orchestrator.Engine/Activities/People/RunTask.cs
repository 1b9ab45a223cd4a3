using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>A task by name, which any person or program may complete with the outcome Done.</summary>
internal sealed class RunTask : IWaiting
{
    private static readonly string[] Outcomes = ["Done"];

    public void Execute(Burst burst, Frame frame)
    {
        var name = burst.Text(frame, "taskName") is { Length: > 0 } given ? given : frame.Node.Key;
        var pass = burst.State.Passes[frame.Key] = burst.State.Passes.GetValueOrDefault(frame.Key) + 1;
        var id = burst.BookmarkId(frame);
        burst.Output(frame, "taskId", id);
        burst.Ask(new OpenTask(
            id, frame.Key, pass, name, frame.Node.DisplayText ?? name, "", new Assignment([], null, null, []), Outcomes, null, burst.Json(frame, "payload")));
        burst.Wait(frame, BookmarkKind.Task, name);
    }

    public string? Resume(Burst burst, Frame frame, Stimulus stimulus)
    {
        if (stimulus is not TaskCompleted done)
        {
            return null;
        }

        if (done.Outcome != "Done")
        {
            return $"“{done.Outcome}”不是该任务的可选结果，可选：Done。";
        }

        frame.Wait = null;
        burst.History(frame, "Resumed");
        burst.Ask(new CloseTask(burst.BookmarkId(frame), TaskClosure.Completed, done.Outcome, Copies.Of(done.Result), burst.Context.Actor));
        burst.Output(frame, "result", done.Result is JsObject map && map.TryGet("RunTaskInput", out var result) ? result : done.Result);
        burst.Complete(frame);
        return null;
    }

    public void Release(Burst burst, Frame frame) =>
        burst.Ask(new CloseTask(burst.BookmarkId(frame), TaskClosure.Cancelled, null, null, null));
}
