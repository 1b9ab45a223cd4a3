using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Interventions;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Instances;

/// <summary>What operators do to the inside of an instance.</summary>
internal sealed partial class InstanceDriver
{
    /// <summary>The instance as it is stored, opened.</summary>
    public async Task<(Workflow Workflow, WorkflowState State)> Open(InstanceRecord record)
    {
        var workflow = await Definitions.Compiled(record.Row.VersionId, work.Cancellation)
            ?? throw new InvalidOperationException($"Definition version {record.Row.VersionId} of instance {record.Row.Id} is missing.");
        return (workflow, record.Loaded ?? WorkflowState.Load(record.State, workflow));
    }

    public async Task<IReadOnlyList<ScopedVariable>> Variables(InstanceRecord record)
    {
        var (workflow, state) = await Open(record);
        return Inspection.Of(workflow, state, Context()).Variables;
    }

    /// <summary>Moves the instance to another version; with refusing findings nothing was stored.</summary>
    public async Task<IReadOnlyList<MigrationFinding>> Migrate(InstanceRecord record, Workflow to, MigrationMap map)
    {
        var (from, state) = await Open(record);
        var moved = Migration.Of(from, state, to, map, Context());
        if (moved.Step is { } step)
        {
            var row = record.Row with { VersionId = to.VersionId, Version = to.Version };
            await Store(record.Row, record with { Row = row }, null, to, step, new MigrateInstance(to.VersionId));
            transaction.MoveInstance(row.Id, row.VersionId, row.Version);
        }

        return moved.Findings;
    }
}
