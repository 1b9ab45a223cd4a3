using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Interventions;

/// <summary>
/// Moves an instance that runs to another version of its definition. Everything that is open keeps its id: tasks that
/// people have in hand, timers, subscriptions and children stay valid. Only what is live needs a counterpart; nothing is
/// run, and the same arguments give the same answer, so that a dry run tells the truth.
/// </summary>
public static class Migration
{
    /// <summary>The instance on version <paramref name="to"/>, or all that stands against it.</summary>
    public static Migrated Of(Workflow from, WorkflowState state, Workflow to, MigrationMap map, StepContext context)
    {
        var findings = new List<MigrationFinding>();
        if (from.DefinitionId != to.DefinitionId || from.VersionId == to.VersionId)
        {
            findings.Add(new("migrate.same-version", true, null, $"第 {to.Version} 版不是本流程定义的另一个版本。"));
            return new(null, findings);
        }

        var burst = new Burst(from, state.Copy(to.VersionId), context);
        InlineDefinition.Resolve(burst, burst.State.Root);
        var mover = new FrameMover(to, map, findings);
        var root = mover.Move(burst.State.Root, null);
        MigrationNotices.Add(from, burst.State, to, findings);
        if (root is null || findings.Exists(finding => finding.Refuses))
        {
            return new(null, findings);
        }

        var moved = burst.State;
        moved.Root = root;
        Rename(moved, mover.Names(from));
        burst.Ask(new WriteHistory(
            null, null, null, "WorkflowMigrated", null, context.Actor, JsObject.Of(("from", (double)from.Version), ("to", (double)to.Version))));
        return new(new Step(moved, burst.Requests, true), findings);
    }

    private static void Rename(WorkflowState state, Func<string, string> name)
    {
        var passes = state.Passes.ToList();
        state.Passes.Clear();
        foreach (var (key, count) in passes)
        {
            state.Passes[name(key)] = Math.Max(count, state.Passes.GetValueOrDefault(name(key)));
        }

        var handlers = state.Handlers.ToList();
        state.Handlers.Clear();
        handlers.ForEach(pair => state.Handlers[name(pair.Key)] = pair.Value);
        for (var i = 0; i < state.Incidents.Count; i++)
        {
            state.Incidents[i] = state.Incidents[i] with { Key = name(state.Incidents[i].Key) };
        }

        if (state.Register is { } register)
        {
            var renamed = new JsObject();
            foreach (var (key, outputs) in register.Members)
            {
                renamed[name(key)] = outputs;
            }

            state.Register = renamed;
        }
    }
}
