using System.Globalization;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>
/// Starts one child instance per item. With waitForCompletion (the default) it waits for all of them, runs
/// childCompleted or childFaulted for each that ends, and leaves over Completed and Done together.
/// </summary>
internal sealed class BulkDispatch : IWaiting, IContainer
{
    private static readonly string[] AllDone = ["Completed", "Done"];

    public void Execute(Burst burst, Frame frame)
    {
        if (frame.Data is JsArray)
        {
            CompleteWhenAll(burst, frame);
            return;
        }

        var definition = burst.Text(frame, "workflowDefinitionId") is { Length: > 0 } given
            ? given
            : throw new EvaluationException("The workflowDefinitionId is missing.", null);
        var items = burst.List(frame, "items");
        var wait = !frame.Node.Inputs.ContainsKey("waitForCompletion") || burst.Flag(frame, "waitForCompletion");
        var requests = new List<StartChild>();
        for (var i = 0; i < items.Count; i++)
        {
            requests.Add(new StartChild(
                burst.BookmarkId(frame), ChildId(burst, frame.Id, i), definition, Correlation(burst, frame, items[i]), Input(burst, frame, items[i]), wait));
        }

        foreach (var request in requests)
        {
            burst.Ask(request);
        }

        if (!wait)
        {
            burst.Complete(frame);
            return;
        }

        frame.Data = new JsArray(Enumerable.Range(0, items.Count).Select(i => (object?)ChildId(burst, frame.Id, i)));
        if (items.Count == 0)
        {
            burst.Complete(frame, AllDone);
            return;
        }

        burst.Wait(frame, BookmarkKind.Child, definition);
    }

    public string? Resume(Burst burst, Frame frame, Stimulus stimulus)
    {
        var ended = (ChildFinished)stimulus;
        var pending = (JsArray)frame.Data!;
        if (!pending.Items.Remove(ended.ChildInstanceId))
        {
            return null;
        }

        if (pending.Count == 0)
        {
            frame.Wait = null;
        }

        if (frame.Node.Slot(ended.Status == "Finished" ? "childCompleted" : "childFaulted") is { } slot)
        {
            burst.Schedule(frame, slot, JsObject.Of(("ChildInstanceId", ended.ChildInstanceId), ("ChildOutput", Copies.Of(ended.Output))));
        }

        CompleteWhenAll(burst, frame);
        return null;
    }

    public void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes) => CompleteWhenAll(burst, frame);

    public void Release(Burst burst, Frame frame)
    {
        foreach (var pending in (frame.Data as JsArray)?.Items ?? [])
        {
            burst.Ask(new CancelChild((string)pending!));
        }
    }

    private static void CompleteWhenAll(Burst burst, Frame frame)
    {
        if (frame.Data is JsArray { Count: 0 } && frame.Children is not { Count: > 0 })
        {
            burst.Complete(frame, AllDone);
        }
    }

    private static JsObject Input(Burst burst, Frame frame, object? item)
    {
        var input = burst.Map(frame, "input");
        if (item is JsObject map)
        {
            foreach (var (name, value) in map.Members)
            {
                input[name] = Copies.Of(value);
            }
        }
        else
        {
            input[burst.Text(frame, "defaultItemInputKey") is { Length: > 0 } key ? key : "Item"] = Copies.Of(item);
        }

        input["ParentInstanceId"] = burst.State.InstanceId;
        return input;
    }

    private static string? Correlation(Burst burst, Frame frame, object? item) =>
        frame.Node.Inputs.GetValueOrDefault("correlationIdFunction") is ScriptValue script
            ? Conversion.ToText(script.Evaluate(burst, frame, JsObject.Of(("item", item))))
            : burst.State.CorrelationId;

    private static string ChildId(Burst burst, int frame, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{burst.State.InstanceId}-{frame}-{index}");
}
