using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Interventions;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Instances;

/// <summary>What operators do to the inside of an instance.</summary>
internal sealed partial class InstanceDriver
{
    public async Task<IReadOnlyList<ScopedVariable>> Variables(InstanceRecord record)
    {
        var (workflow, state) = await Definitions.Open(record, work.Cancellation);
        return Inspection.Of(workflow, state, Context()).Variables;
    }

    /// <summary>Moves the instance to another version; with refusing findings nothing was stored.</summary>
    public async Task<IReadOnlyList<MigrationFinding>> Migrate(InstanceRecord record, Workflow to, MigrationMap map)
    {
        var (from, state) = await Definitions.Open(record, work.Cancellation);
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
