using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Triggers;

namespace Orchestrator.Runtime;

/// <param name="Status"><c>Draft</c>, <c>Published</c> or <c>Retired</c>; one version of a definition is published at a time.</param>
/// <param name="Hash">SHA-256 of the document as it was uploaded, hexadecimal.</param>
public sealed record DefinitionVersion(
    string DefinitionId, int Version, string VersionId, string Name, string Status, string Hash, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? PublishedAt, string? PublishedBy);

/// <param name="Version">Null when there are problems that forbid to run it.</param>
public sealed record Uploaded(DefinitionVersion? Version, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>
/// Versions of definitions and the compiled workflows. A version never changes; instances keep the version they began
/// with. Thread-safe.
/// </summary>
public sealed class DefinitionStore
{
    // Another host may publish; nobody is promised to see it sooner than this.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly IStore _store;
    private readonly Func<CommandRunner> _runner;
    private readonly ConcurrentDictionary<string, Workflow> _compiled = new();
    private readonly ConcurrentDictionary<string, (Workflow? Workflow, long ReadAt)> _published = new();

    private EventTriggers? _triggers;

    internal DefinitionStore(IStore store, Func<CommandRunner> runner)
    {
        _store = store;
        _runner = runner;
    }

    /// <summary>Every version, newest first within a definition.</summary>
    public Task<IReadOnlyList<DefinitionVersion>> List(CancellationToken ct = default) => _store.Reads.Definitions(null, ct);

    public Task<IReadOnlyList<DefinitionVersion>> Versions(string definitionId, CancellationToken ct = default) => _store.Reads.Definitions(definitionId, ct);

    /// <summary>The document as it was uploaded (with the version number and id written into it).</summary>
    public async Task<byte[]?> Document(string definitionId, int version, CancellationToken ct = default) =>
        (await _store.Reads.Definition(null, definitionId, version, ct))?.Document;

    /// <summary>The compiled version; null when there is none.</summary>
    public async ValueTask<Workflow?> Compiled(string versionId, CancellationToken ct = default) =>
        _compiled.TryGetValue(versionId, out var workflow) ? workflow : Compile(await _store.Reads.Definition(versionId, null, null, ct));

    internal ValueTask<Workflow?> Compiled(string definitionId, int version, CancellationToken ct) => Compiled(Workflow.NumberedVersion(definitionId, version), ct);

    /// <summary>The compiled published version; null when there is none.</summary>
    public async ValueTask<Workflow?> Published(string definitionId, CancellationToken ct = default)
    {
        if (_published.TryGetValue(definitionId, out var known) && Stopwatch.GetElapsedTime(known.ReadAt) < Fresh)
        {
            return known.Workflow;
        }

        return Remember(definitionId, await _store.Reads.Definition(null, definitionId, null, ct));
    }

    /// <summary>A stored instance, opened with the version that it runs on.</summary>
    internal async ValueTask<(Workflow Workflow, WorkflowState State)> Open(InstanceRecord record, CancellationToken ct)
    {
        var workflow = await Compiled(record.Row.VersionId, ct)
            ?? throw new InvalidOperationException($"Definition version {record.Row.VersionId} of instance {record.Row.Id} is missing.");
        return (workflow, record.Loaded ?? WorkflowState.Load(record.State, workflow));
    }

    /// <summary>Takes over a version that another host of this process has compiled.</summary>
    internal void Know(Workflow compiled) => _compiled.TryAdd(compiled.VersionId, compiled);

    /// <summary>Checks a document without storing it.</summary>
    public IReadOnlyList<DefinitionProblem> Validate(ReadOnlySpan<byte> utf8Json) => Workflow.Read(utf8Json, Find).Problems;

    /// <summary>Compiles a document without storing it; null when it cannot run.</summary>
    public Workflow? Read(ReadOnlySpan<byte> utf8Json) => Workflow.Read(utf8Json, Find).Workflow;

    /// <summary>Stores a document as the next draft version of its definition, in the command's transaction; with problems
    /// nothing is stored.</summary>
    public async Task<Uploaded> Upload(byte[] utf8Json, UnitOfWork work)
    {
        var (read, problems) = Workflow.Read(utf8Json, Find);
        if (read is null)
        {
            return new(null, problems);
        }

        var versions = await work.Transaction.LockDefinition(read.DefinitionId, work.Cancellation);
        var next = versions.Count == 0 ? 1 : versions[^1].Version.Version + 1;
        var version = new DefinitionVersion(
            read.DefinitionId, next, Workflow.NumberedVersion(read.DefinitionId, next), read.Name, "Draft", HashOf(utf8Json), work.Now, work.Actor.Id, null, null);
        work.Transaction.AddDefinition(new(version, Numbered(utf8Json, version)));
        work.Changed("definitions");
        return new(version, problems);
    }

    /// <summary>Makes a version the one that new instances use, and its schedules the ones that start instances. Refusals:
    /// <c>definition.unknown</c>, and <c>definition.invalid</c> with the places when this program cannot run it.</summary>
    public async Task<Outcome<DefinitionVersion>> Publish(string definitionId, int version, UnitOfWork work)
    {
        var versions = await work.Transaction.LockDefinition(definitionId, work.Cancellation);
        if (versions.FirstOrDefault(row => row.Version.Version == version) is not { Version: { } wanted, Document: { } document })
        {
            return Refusal.NotFound("definition.unknown", $"没有流程定义“{definitionId}”的第 {version} 版。");
        }

        // Not from the cache and not into it: the version may belong to this transaction, which may still fail.
        var (workflow, problems) = Workflow.Read(document, Find);
        if (workflow is null)
        {
            return Refusal.Invalid(
                "definition.invalid", $"流程定义“{definitionId}”第 {version} 版有 {problems.Count} 处问题，不能发布。",
                [.. problems.Select(problem => new FieldProblem(problem.Path, problem.MessageZh, problem.Line, problem.Column))]);
        }

        foreach (var other in versions.Where(row => row.Version.Status == "Published" && row.Version.Version != version))
        {
            work.Transaction.SetDefinitionStatus(other.Version.VersionId, "Retired", null, null);
        }

        work.Transaction.SetDefinitionStatus(wanted.VersionId, "Published", work.Now, work.Actor.Id);
        await TriggerIndex.Write(workflow, wanted.VersionId, work);
        work.Changed("definitions");
        work.AfterCommit(() =>
        {
            _published.TryRemove(definitionId, out _);
            _triggers = null;
        });
        return wanted with { Status = "Published", PublishedAt = work.Now, PublishedBy = work.Actor.Id };
    }

    /// <summary>Takes the published version back (撤下): nothing new begins, its schedules end; what runs goes on with its
    /// version. Refusals: <c>definition.unknown</c>, <c>definition.not-published</c>.</summary>
    public async Task<Outcome<DefinitionVersion>> Retract(string definitionId, int version, UnitOfWork work)
    {
        var versions = await work.Transaction.LockDefinition(definitionId, work.Cancellation);
        if (versions.FirstOrDefault(row => row.Version.Version == version)?.Version is not { } wanted)
        {
            return Refusal.NotFound("definition.unknown", $"没有流程定义“{definitionId}”的第 {version} 版。");
        }

        if (wanted.Status != "Published")
        {
            return Refusal.Conflict("definition.not-published", $"流程定义“{definitionId}”的第 {version} 版没有在用。");
        }

        work.Transaction.SetDefinitionStatus(wanted.VersionId, "Retired", null, null);
        work.Transaction.PutTriggers(definitionId, []);
        work.Changed("definitions");
        work.AfterCommit(() =>
        {
            _published.TryRemove(definitionId, out _);
            _triggers = null;
        });
        return wanted with { Status = "Retired" };
    }

    /// <summary>Uploads and publishes when the document differs from every stored version; publishes again nothing that an
    /// operator has replaced. For definitions shipped as files; safe when several hosts start at once.</summary>
    public async Task<Uploaded> Import(byte[] utf8Json, CancellationToken ct = default)
    {
        var (read, problems) = Workflow.Read(utf8Json, Find);
        if (read is null)
        {
            return new(null, problems);
        }

        return await _runner().RunBackground(
            $"import:{read.DefinitionId}",
            async work =>
            {
                var hash = HashOf(utf8Json);
                var versions = await work.Transaction.LockDefinition(read.DefinitionId, ct);
                if (versions.LastOrDefault(row => row.Version.Hash == hash) is { Version: { } same })
                {
                    return new Uploaded(same, problems);
                }

                var uploaded = await Upload(utf8Json, work);
                return new Uploaded((await Publish(read.DefinitionId, uploaded.Version!.Version, work)).Required(), problems);
            }, ct);
    }

    /// <summary>For the engine, which asks synchronously: any version by its id, the published version (else the newest) by
    /// definition id or activity type. Reads the database only when the answer is not fresh.</summary>
    internal Workflow? Find(string key)
    {
        if (_compiled.TryGetValue(key, out var compiled))
        {
            return compiled;
        }

        if (_published.TryGetValue(key, out var known) && Stopwatch.GetElapsedTime(known.ReadAt) < Fresh)
        {
            return known.Workflow;
        }

        return Task.Run(() => Search(key)).GetAwaiter().GetResult();
    }

    /// <summary>Published definitions that an event starts, with the trigger.</summary>
    internal async ValueTask<IReadOnlyList<(Workflow Workflow, Trigger Trigger)>> TriggeredBy(string eventName, CancellationToken ct)
    {
        var known = _triggers;
        if (known is null || Stopwatch.GetElapsedTime(known.ReadAt) >= Fresh)
        {
            var found = new List<(Workflow, Trigger)>();
            foreach (var version in (await _store.Reads.Definitions(null, ct)).Where(version => version.Status == "Published"))
            {
                var workflow = await Compiled(version.VersionId, ct);
                found.AddRange(workflow!.Triggers.Where(trigger => trigger.Type == "Elsa.Event").Select(trigger => (workflow, trigger)));
            }

            _triggers = known = new(found, Stopwatch.GetTimestamp());
        }

        return [.. known.Found.Where(pair => pair.Trigger.Name == eventName)];
    }

    private async Task<Workflow?> Search(string key)
    {
        var row = await _store.Reads.Definition(null, key, null, default) ?? await _store.Reads.Definition(key, null, null, default);
        if (row is null)
        {
            var meant = (await _store.Reads.Definitions(null, default)).Where(v => v.DefinitionId == key || ActivityCatalog.TypeOf(v.Name) == key);
            row = meant.OrderByDescending(v => v.Status == "Published").ThenByDescending(v => v.Version).FirstOrDefault() is { } best
                ? await _store.Reads.Definition(best.VersionId, null, null, default)
                : null;
        }

        return Remember(key, row);
    }

    private Workflow? Remember(string key, DefinitionRow? row)
    {
        var workflow = Compile(row);
        _published[key] = (workflow, Stopwatch.GetTimestamp());
        return workflow;
    }

    private Workflow? Compile(DefinitionRow? row)
    {
        if (row is null)
        {
            return null;
        }

        return _compiled.GetOrAdd(row.Version.VersionId, _ => Workflow.Read(row.Document, Find) switch
        {
            ({ } workflow, _) => workflow,
            var (_, problems) => throw new InvalidOperationException(
                $"Stored definition {row.Version.VersionId} cannot be read any more: {string.Join("; ", problems.Select(p => $"{p.Path} {p.Message}"))}"),
        });
    }

    private static string HashOf(byte[] document) => Convert.ToHexStringLower(SHA256.HashData(document));

    // Elsa's field names: id is the version's own id, definitionId is shared.
    private static byte[] Numbered(byte[] utf8Json, DefinitionVersion version)
    {
        var document = (JsObject)JsonText.Parse(utf8Json)!;
        document["id"] = version.VersionId;
        document["version"] = (double)version.Version;
        return JsonText.WriteBytes(document, indented: true);
    }

    private sealed record EventTriggers(IReadOnlyList<(Workflow Workflow, Trigger Trigger)> Found, long ReadAt);
}
