using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;

namespace Orchestrator.Runtime;

/// <param name="Text">Part of the name or id.</param>
public sealed record InstanceListQuery(
    string? DefinitionId = null, InstanceStatus? Status = null, string? CorrelationId = null, string? Text = null,
    bool? WithIncidents = null, int Page = 1, int Size = 20);

public sealed record Page<T>(IReadOnlyList<T> Items, int Total, int PageNumber, int Size);

public sealed record InstanceDetail(InstanceRow Row, JsObject Variables, JsObject Input, JsObject Output, IReadOnlyList<Bookmark> Waiting);

/// <summary>Reads of instances on their own connection, outside any command's transaction.</summary>
public sealed class InstanceQueries
{
    public Task<InstanceRow?> Find(string instanceId, CancellationToken ct = default) => throw new NotSupportedException();

    public Task<Page<InstanceRow>> List(InstanceListQuery query, CancellationToken ct = default) => throw new NotSupportedException();

    /// <summary>The row with the variables and waits of the engine's state.</summary>
    public Task<InstanceDetail?> Detail(string instanceId, CancellationToken ct = default) => throw new NotSupportedException();
}
