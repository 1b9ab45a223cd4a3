using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <param name="Text">Part of the name or id.</param>
/// <param name="ParentId">Only children of that instance.</param>
/// <param name="Running">True for those that have not ended, false for those that have.</param>
public sealed record InstanceListQuery(
    string? DefinitionId = null, InstanceStatus? Status = null, string? CorrelationId = null, string? Text = null,
    bool? WithIncidents = null, int Page = 1, int Size = 20, int? Version = null, string? ParentId = null, bool? Running = null);

public sealed record Page<T>(IReadOnlyList<T> Items, int Total, int PageNumber, int Size);

public static class PageSize
{
    /// <summary>The most rows that one read gives. Lists in the browser ask for 200 at most, an export for all that fit into a file.</summary>
    public const int Largest = 20_000;
}

public sealed record InstanceDetail(InstanceRow Row, JsObject Variables, JsObject Input, JsObject Output, IReadOnlyList<Bookmark> Waiting);

/// <summary>Reads of instances on their own connection, outside any command's transaction.</summary>
public sealed class InstanceQueries
{
    private readonly IStore _store;
    private readonly DefinitionStore _definitions;

    internal InstanceQueries(IStore store, DefinitionStore definitions)
    {
        _store = store;
        _definitions = definitions;
    }


    public async Task<InstanceRow?> Find(string instanceId, CancellationToken ct = default) => (await _store.Reads.Instance(instanceId, ct))?.Row;

    public Task<Page<InstanceRow>> List(InstanceListQuery query, CancellationToken ct = default) => _store.Reads.Instances(query, ct);

    /// <summary>The row with the variables and waits of the engine's state.</summary>
    public async Task<InstanceDetail?> Detail(string instanceId, CancellationToken ct = default)
    {
        if (await _store.Reads.Instance(instanceId, ct) is not { } record)
        {
            return null;
        }

        var workflow = await _definitions.Compiled(record.Row.VersionId, ct)
            ?? throw new InvalidOperationException($"Definition version {record.Row.VersionId} is missing.");
        var state = WorkflowState.Load(record.State, workflow);
        return new(record.Row, state.Variables, state.Input, state.Output, state.Bookmarks);
    }
}
