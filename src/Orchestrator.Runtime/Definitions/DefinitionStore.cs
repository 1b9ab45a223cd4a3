using Orchestrator.Engine.Definitions;

namespace Orchestrator.Runtime;

/// <param name="Status"><c>Draft</c>, <c>Published</c> or <c>Retired</c>; one version of a definition is published at a time.</param>
/// <param name="Hash">SHA-256 of the document, hexadecimal.</param>
public sealed record DefinitionVersion(
    string DefinitionId, int Version, string VersionId, string Name, string Status, string Hash, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? PublishedAt, string? PublishedBy);

public sealed record Uploaded(DefinitionVersion? Version, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>
/// Versions of definitions and the compiled workflows. A version never changes; instances keep the version they began
/// with. Thread-safe.
/// </summary>
public sealed class DefinitionStore
{
    /// <summary>The newest version of every definition, and the published one where it differs.</summary>
    public Task<IReadOnlyList<DefinitionVersion>> List(CancellationToken ct = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<DefinitionVersion>> Versions(string definitionId, CancellationToken ct = default) => throw new NotSupportedException();

    /// <summary>The document as it was uploaded (with the version number written into it).</summary>
    public Task<byte[]?> Document(string definitionId, int version, CancellationToken ct = default) => throw new NotSupportedException();

    /// <summary>The compiled version; null when there is none.</summary>
    public Task<Workflow?> Compiled(string versionId, CancellationToken ct = default) => throw new NotSupportedException();

    /// <summary>The compiled published version; null when there is none.</summary>
    public Task<Workflow?> Published(string definitionId, CancellationToken ct = default) => throw new NotSupportedException();

    /// <summary>Checks a document without storing it.</summary>
    public IReadOnlyList<DefinitionProblem> Validate(ReadOnlySpan<byte> utf8Json) => throw new NotSupportedException();

    /// <summary>Stores a document as the next draft version of its definition, in the command's transaction; with problems
    /// nothing is stored.</summary>
    public Task<Uploaded> Upload(byte[] utf8Json, UnitOfWork work) => throw new NotSupportedException();

    /// <summary>Makes a version the one that new instances use. Refusals: <c>definition.unknown</c>.</summary>
    public Task<Outcome<DefinitionVersion>> Publish(string definitionId, int version, UnitOfWork work) => throw new NotSupportedException();

    /// <summary>Uploads and publishes when the document differs from the published one: for definitions shipped as files.
    /// Safe when several hosts start at once.</summary>
    public Task<Uploaded> Import(byte[] utf8Json, CancellationToken ct = default) => throw new NotSupportedException();
}
