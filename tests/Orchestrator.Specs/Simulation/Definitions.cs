using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Engine.Definitions;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage.InMemory;
using Shouldly;
using static Orchestrator.Specs.Engine.Elsa;

namespace Orchestrator.Specs.Simulation;

/// <summary>What the simulated offices run: everything that waits, in every combination that has lost work elsewhere.</summary>
internal static class Definitions
{
    public static readonly IReadOnlyList<string> Ids = ["sim.review", "sim.parent", "sim.gather"];

    private static readonly Lazy<Task<(MemoryData, IReadOnlyList<Workflow>)>> Once = new(Import);

    /// <summary>The rows of a database into which they were imported, and what a host has compiled of them: both never change, all schedules begin with them.</summary>
    public static Task<(MemoryData Rows, IReadOnlyList<Workflow> Compiled)> Imported => Once.Value;

    private static async Task<(MemoryData, IReadOnlyList<Workflow>)> Import()
    {
        await using var store = new MemoryStore();
        await using var host = new SimulatedHost(0, store, new SimulatedClock(), []);
        var compiled = new List<Workflow>();
        foreach (var document in new[] { Review(), Parent(), Gather() })
        {
            var imported = await host.Get<DefinitionStore>().Import(Encoding.UTF8.GetBytes(document.ToJsonString()));
            compiled.Add((await host.Get<DefinitionStore>().Compiled(imported.Version.ShouldNotBeNull(string.Join('\n', imported.Problems)).VersionId))!);
        }

        return (store.Committed, compiled);
    }

    /// <summary>Three tasks at once, one of them with a deadline, a join, a decision that loops back, a message for every round.</summary>
    private static JsonObject Review() => Document(
        Flowchart(
            "split:a -> a; split:b -> b; split:c -> c; a -> all; b:Done -> all; b:Late -> all; c:Done -> all; c:Again -> a; all -> count -> tell -> sum; sum:Again -> split; sum:Done -> end",
            Activity("FlowFork", "split", ("branches", Json("""["a","b","c"]"""))), Mine("a"), Mine("b", "Done Late", ("due", Js("({ kind: 'WorkingDays', days: 1 })")), ("onExpiry", Literal("Late"))), Mine("c", "Done Again"),
            Join("all", "WaitAllActive"), Set("count", "n", Js("(variables.n || 0) + 1")),
            Activity("Orchestrator.SendMessage", "tell", ("messageType", Literal("simulated.round")), ("payload", Js("({ round: variables.n })"))),
            Mine("sum", "Done Again"), Activity("End", "end")), "n:Int32=0").Named("sim.review");

    /// <summary>A child that it waits for, an event, a pause.</summary>
    private static JsonObject Parent() => Document(Sequence(
        "main",
        Activity("ExecuteWorkflow", "child", ("workflowDefinitionId", Literal("sim.review")), ("waitForCompletion", Literal(true))),
        Activity("Event", "go", ("eventName", Literal("go"))),
        Activity("Delay", "pause", ("timeSpan", Literal("00:30:00"))),
        Mine("last"))).Named("sim.parent");

    /// <summary>Waits until three of its kind have come.</summary>
    private static JsonObject Gather() => Document(Sequence(
        "main", Mine("before"), Activity("Orchestrator.Barrier", "gate", ("key", Literal("gate")), ("expected", Literal(3)), ("autoOpen", Literal(true))), Mine("after"))).Named("sim.gather");

    private static JsonObject Mine(string id, string outcomes = "Done", params (string Name, JsonNode? Value)[] properties) =>
        Task(id, outcomes, [("unit", Literal("D1")), ("role", Literal("BM-JB")), .. properties]);

    private static JsonObject Named(this JsonObject document, string definitionId) =>
        document.With("id", definitionId + ":1").With("definitionId", definitionId).With("name", definitionId);
}
