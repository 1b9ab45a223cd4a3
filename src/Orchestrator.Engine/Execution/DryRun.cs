using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

/// <summary>What to try.</summary>
/// <param name="Script">
/// Steps in order: <c>{"resume": "activity id, bookmark id or name", "outcome": "…", "input": …, "actor": "…"}</c>,
/// <c>{"event": "name", "payload": …, "correlationId": "…"}</c>, <c>{"advance": "PT1H"}</c> (fires due timers in order),
/// <c>{"openBarrier": "key", "payload": …}</c>, <c>{"hold": "reason"}</c>, <c>{"release": true}</c>,
/// <c>{"cancel": "reason"}</c>, <c>{"retry": "activity id"}</c>, <c>{"extend": "activity id", "dueAt": "…"}</c>, <c>{"leader": "unit id", "person": "…"}</c> (who is in charge from now on). The first
/// step may be <c>{"trigger": "activity id", "payload": …}</c>: then that trigger starts the instance.
/// </param>
public sealed record DryRunRequest(JsObject Input, JsArray Script, DateTimeOffset Now)
{
    public WorkingCalendar Calendar { get; init; } = WorkingCalendar.National;

    /// <summary>Finds other definitions, by definition id, version id or activity type.</summary>
    public Func<string, Workflow?> Definitions { get; init; } = _ => null;

    public string? CorrelationId { get; init; }

    public string InstanceId { get; init; } = "try";
}

/// <summary>
/// Runs a definition in memory with a simulated clock, so that its author sees what it does before anyone works with it.
/// Children and barriers are simulated too; commands and messages are only listed. Pure: the same request gives the same
/// result.
/// </summary>
public static class DryRun
{
    /// <summary>Reads a document and plays it; no result when it has problems that forbid to run it.</summary>
    /// <param name="others">Definitions that it may use as activities or start as children. They replace those of the request.</param>
    public static (IReadOnlyList<DefinitionProblem> Problems, DryRunResult? Result) Play(ReadOnlySpan<byte> utf8Json, DefinitionShelf others, DryRunRequest request)
    {
        var (workflow, problems) = Workflow.Read(utf8Json, others.Find);
        return (problems, workflow is null ? null : Run(workflow, request with { Definitions = others.Find }));
    }

    public static DryRunResult Run(Workflow workflow, DryRunRequest request)
    {
        var world = new Simulation(request);
        var trigger = request.Script.Count > 0 ? request.Script[0] as JsObject : null;
        if (trigger?["trigger"] is not string activity)
        {
            trigger = null;
            world.Begin(workflow);
        }
        else if (workflow.Triggers.Any(known => known.ActivityId == activity))
        {
            world.Begin(workflow, activity, trigger["payload"]);
        }
        else
        {
            world.Begin(workflow);
            world.Problem($"script[0]: '{activity}' is no trigger of the definition.");
            return world.Result();
        }

        for (var i = trigger is null ? 0 : 1; i < request.Script.Count; i++)
        {
            if (!DryRunScript.Play(world, request.Script[i], $"script[{i}]"))
            {
                break;
            }
        }

        return world.Result();
    }
}

/// <summary>What a dry run did.</summary>
/// <param name="Journal">Every history row in order; rows of child instances carry their instance.</param>
/// <param name="Waiting">What the instance and its children wait for now.</param>
/// <param name="Requests">Commands, messages and notifications that would have been carried out.</param>
/// <param name="Problems">Steps of the script that met nothing or were refused; the script stops at the first.</param>
public sealed record DryRunResult(
    string Status, JsObject Output, JsObject Variables, IReadOnlyList<string> Lines, JsArray Journal, JsArray Waiting,
    JsArray Incidents, JsArray Requests, IReadOnlyList<string> Problems, DateTimeOffset Now, string? Stage, int Round, int StateBytes)
{
    public JsObject ToJson() => JsObject.Of(
        ("status", Status), ("output", Output), ("variables", Variables), ("lines", new JsArray(Lines)), ("journal", Journal),
        ("waiting", Waiting), ("incidents", Incidents), ("requests", Requests), ("problems", new JsArray(Problems)),
        ("now", Now.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", System.Globalization.CultureInfo.InvariantCulture)),
        ("stage", Stage), ("round", (double)Round), ("stateBytes", (double)StateBytes));
}
